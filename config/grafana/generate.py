#!/usr/bin/env python3
"""Writes dashboards/*.json from what is said here, or with --check says whether they are up to date.

Standard library only. A panel is a title, what it means in an operator's words, and queries:
(legend, PromQL). Every query is asked of a real Prometheus by PrometheusIT and drawn by draw.py.
"""
import json
import pathlib
import sys

DASHBOARDS = pathlib.Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "${datasource}"}

# The schema of Grafana 12.2 and later; what is older migrates it or ignores what it does not know.
SCHEMA_VERSION = 42

GREEN, YELLOW, RED, BLUE = "green", "yellow", "red", "blue"


def rising(yellow, red):
    """Good below yellow, bad from red on."""
    return [(None, GREEN), (yellow, YELLOW), (red, RED)]


def falling(yellow, red):
    """Bad below red, good from yellow on."""
    return [(None, RED), (red, YELLOW), (yellow, GREEN)]


REPLY = rising(0.23, 0.4)  # the targets of a reply: 230 ms, 400 ms
PLAIN = [(None, BLUE)]


def quantile(q, meter, by="", labels="", window="$window"):
    """A quantile over all instances that are chosen, from a histogram's buckets."""
    le = f"le, {by}" if by else "le"
    return f"histogram_quantile({q}, sum by ({le}) (rate({pick(meter + '_bucket', labels)}[{window}])))"


def pick(meter, labels=""):
    return f'{meter}{{instance=~"$instance"{"," + labels if labels else ""}}}'


def summed(by):
    return f"sum by ({by}) " if by else "sum"


def rate(meter, labels="", by="", window="$window"):
    return f"{summed(by)}(rate({pick(meter, labels)}[{window}]))"


def total(meter, labels="", by=""):
    return f"{summed(by)}({pick(meter, labels)})"


def ratio(part, *whole):
    return f"{part} / {whole[0]}" if len(whole) == 1 else f"{part} / ({' + '.join(whole)})"


def minutely(query):
    return f"60 * {query}"


def panel(kind, title, description, queries, w, h, unit="short", steps=None, **more):
    return {"kind": kind, "title": title, "description": description, "queries": queries, "w": w, "h": h,
            "unit": unit, "steps": steps, **more}


def stat(title, description, query, unit="short", steps=PLAIN, h=4, **more):
    return panel("stat", title, description, [("", query)], 4, h, unit, steps, **more)


def lines(title, description, queries, unit="short", steps=None, w=12, **more):
    return panel("timeseries", title, description, queries, w, 8, unit, steps, **more)


def stacked(title, description, queries, unit="short", w=12, **more):
    return lines(title, description, queries, unit, None, w, stack=True, **more)


def heatmap(title, description, meter, labels="", unit="s", w=12):
    query = f"sum by (le) (increase({pick(meter + '_bucket', labels)}[$__rate_interval]))"
    return panel("heatmap", title, description, [("{{le}}", query)], w, 8, unit)


def bars(title, description, query, legend, unit, steps, w=12):
    return panel("bargauge", title, description, [(legend, query)], w, 8, unit, steps)


RESPONSE = "talkspurt_turn_response_latency_seconds"
STAGE = "talkspurt_stage_latency_seconds"
STOP = "talkspurt_barge_in_stop_seconds"
SETUP = "talkspurt_sip_setup_seconds"
TICK = "talkspurt_playout_lateness_seconds"
ANSWERED = 'result=~"completed|failed"'
HEAP = 'area="heap"'
TRUNK = 'trunk=~"$trunk"'
IN = 'direction="in",'
LOST = IN + 'outcome="lost"'
LATE = IN + 'outcome=~"late|overflow"'


def packets(which, by=""):
    """Share of the packets that callers sent."""
    sent = IN + 'outcome=~"lost|accepted|late|overflow"'
    return ratio(rate("talkspurt_rtp_packets_total", which, by, "1m"), rate("talkspurt_rtp_packets_total", sent, by, "1m"))


def refused(status=""):
    """INVITEs that were refused, with some statuses."""
    return rate("talkspurt_sip_requests_refused_total", 'method="invite"' + ("," + status if status else ""))


CALLS = ("talkspurt-calls", "Calls", "For the wall: are callers answered, quickly, and do they hear well?", [
    panel("gauge", "Lines in use", "Calls now, of those that may be up at one time (talkspurt.calls.max). When it is full, callers are "
          "turned away with 503.", [("", ratio(total("talkspurt_calls_active"), total("talkspurt_calls_limit")))],
          4, 5, "percentunit", rising(0.8, 0.95), min=0, max=1),
    stat("Answered", "Of the calls that are over, those that somebody answered. The rest was refused, or the caller gave up.",
         ratio(rate("talkspurt_calls_total", ANSWERED), rate("talkspurt_calls_total")),
         "percentunit", falling(0.98, 0.9), h=5),
    stat("Reply: half within", "Half of the replies begin this soon after the caller's last word. Target: 230 ms, people's own "
         "pause; above 400 ms it is felt.", quantile(0.5, RESPONSE), "s", REPLY, h=5),
    stat("Reply: 95 % within", "All but one reply in twenty begin this soon after the caller's last word.",
         quantile(0.95, RESPONSE), "s", rising(0.4, 0.8), h=5),
    stat("Silent when interrupted", "How soon the bot's voice pauses once a caller speaks into it, 95 % of the time.",
         quantile(0.95, STOP), "s", rising(0.23, 0.5), h=5),
    stat("Sound (MOS)", "How well callers are heard, 1 to 4.5: 4.3 is a perfect telephone line, below 3.6 many complain.",
         ratio(rate("talkspurt_call_mos_sum"), rate("talkspurt_call_mos_count")), "none", falling(4, 3.6), decimals=2, h=5),
    lines("Calls", "Calls that are up, and how many may be.", [
        ("up now", total("talkspurt_calls_active")), ("limit", total("talkspurt_calls_limit"))], min=0),
    lines("Reply after the caller's last word", "Response latency; the lines are the targets of 230 and 400 ms.", [
        ("half within", quantile(0.5, RESPONSE)), ("95 % within", quantile(0.95, RESPONSE))], "s", REPLY, min=0),
    stacked("How calls ended", "Calls a minute that are over. completed: somebody hung up; failed: broke off; cancelled: the caller "
            "gave up before the answer; refused_503: no room, or not ready.",
            [("{{result}}", minutely(rate("talkspurt_calls_total", by="result")) + " > 0")], "cpm"),
    lines("Silent when interrupted", "From the first packet of a caller's interruption to the pause of the bot's voice.",
          [("half within", quantile(0.5, STOP)), ("95 % within", quantile(0.95, STOP))], "s", rising(0.23, 0.5), w=6, min=0),
    panel("table", "Alerts", "What Prometheus would wake somebody for. config/prometheus/runbook.md says what to do.",
          [("", 'ALERTS{alertstate="firing",instance=~"$instance"}')], 6, 8),
])

LATENCY = ("talkspurt-latency", "Latency by stage", "Where the time of a reply goes, from the caller's last word to the bot's first sound.", [
    stat("Half within", "Half of the replies begin this soon. Target: 230 ms.", quantile(0.5, RESPONSE), "s", REPLY),
    stat("95 % within", "All but one in twenty begin this soon.", quantile(0.95, RESPONSE), "s", rising(0.4, 0.8)),
    stat("Within 400 ms", "Share of the replies within the target.",
         ratio(rate(RESPONSE + "_bucket", 'le="0.4"'), rate(RESPONSE + "_count")), "percentunit", falling(0.9, 0.5)),
    stat("Replies a minute", "Turns that were answered. Few of them make the figures beside this one jump.", minutely(rate(RESPONSE + "_count")),
         "cpm", PLAIN, decimals=1),
    stat("Prepared for nothing", "Replies prepared in a pause and thrown away because the caller went on, per reply given. They cost "
         "computing time, nothing else.", ratio(rate("talkspurt_speculations_discarded_total"), rate(RESPONSE + "_count")),
         "none", PLAIN, decimals=2),
    stat("Too late to be used", "Results of lanes that came when nobody wanted them any more, per reply given.",
         ratio(rate("talkspurt_results_stale_total"), rate(RESPONSE + "_count")), "none", PLAIN, decimals=2),
    heatmap("How long callers wait for a reply", "Each column is a moment, each box how many replies took that long. Points are exemplars: single "
            "turns with the trace id of their call, which GET /api/calls?trace= finds.", RESPONSE),
    bars("Where the time goes, 95 % within", "Each stage's own time. jitter_buffer: smoothing the network; vad: hearing that it is silent; "
         "end_of_turn: being sure that the caller is done; asr_final: the words; llm_first_token: what to say; tts_first_frame: the voice; "
         "playout_start: the next packet.", quantile(0.95, STAGE, "stage"), "{{stage}}", "s", rising(0.1, 0.23)),
    stacked("Stages of the mean reply", "They add up to the response latency. The one that grew is the one to look at.",
            [("{{stage}}", ratio(rate(STAGE + "_sum", by="stage"), rate(STAGE + "_count", by="stage")))], "s", min=0),
    heatmap("Stage $stage", "The stage chosen above, as the replies' heatmap.", STAGE, 'stage=~"$stage"'),
    lines("Time to stop when interrupted", "stopped: the caller had something to say; resumed: a cough, a yes, an echo, and the bot went on.",
          [("{{outcome}} half within", quantile(0.5, STOP, "outcome")), ("{{outcome}} 95 % within", quantile(0.95, STOP, "outcome"))],
          "s", rising(0.23, 0.5), min=0),
    lines("Waiting for a lane", "Part of asr_final, llm_first_token and tts_first_frame: recognition, thinking and voice take tasks one by one. A rise "
          "says that the machine is too small for its calls.",
          [("{{lane}} 95 % within", quantile(0.95, "talkspurt_inference_queue_seconds", "lane"))], "s", rising(0.1, 0.2), min=0),
])

MEDIA = ("talkspurt-media", "Media", "What the network does to the callers' sound, and the machine to the bot's.", [
    stat("Lost", "Packets that callers sent and that never came, last minute. From 2 % on it is heard.",
         packets(LOST),
         "percentunit", rising(0.005, 0.02), decimals=2),
    stat("Too late", "Packets that came when their time was over: lost for the ear.",
         packets(LATE),
         "percentunit", rising(0.005, 0.02), decimals=2),
    stat("Jitter, 95 % within", "How unevenly packets come. The buffer takes up to talkspurt.rtp.max-delay, at the price of delay.",
         quantile(0.95, "talkspurt_rtp_jitter_seconds"), "s", rising(0.03, 0.08)),
    stat("MOS", "How well callers are heard, 1 to 4.5 by the E-model.",
         ratio(rate("talkspurt_call_mos_sum"), rate("talkspurt_call_mos_count")), "none", falling(4, 3.6), decimals=2),
    stat("Ticks over 5 ms late", "Share of the media ticks (one every 20 ms) that began late: the bot's voice stutters with it.",
         "1 - " + ratio(rate(TICK + "_bucket", 'le="0.005"', window="1m"), rate(TICK + "_count", window="1m")),
         "percentunit", rising(0.001, 0.01), decimals=2),
    stat("Ports taken", "Media ports used by calls or at rest after one. At 100 % callers get 503.",
         ratio(total("talkspurt_rtp_ports", 'state=~"used|quarantined"'), total("talkspurt_rtp_ports")), "percentunit", rising(0.7, 0.9)),
    lines("Loss", "By instance: one bot alone is its network, all of them the provider's.", [
        ("{{instance}} lost", packets(LOST, "instance")),
        ("{{instance}} late", packets(LATE, "instance"))],
        "percentunit", rising(0.005, 0.02), min=0),
    heatmap("Jitter", "Interarrival jitter (RFC 3550), one value per call and report of some 5 s.", "talkspurt_rtp_jitter_seconds"),
    heatmap("Sound (MOS)", "One value per call and report, and one at a call's end for all of it.", "talkspurt_call_mos", unit="none"),
    lines("Sound made up", "Seconds of sound a minute that were invented for packets that did not come in time, in 8 kHz samples.",
          [("made up", minutely(rate("talkspurt_rtp_concealed_samples_total", window="1m")) + " / 8000")], "s", min=0),
    stacked("Packets from callers", "accepted is played, digit is a key pressed, comfort_noise a silence described; the rest is not.",
            [("{{outcome}}", rate("talkspurt_rtp_packets_total", IN + 'outcome!="lost"', "outcome", "1m") + " > 0")], "pps"),
    lines("Packets to callers", "50 a second for each call. failed: this machine's network did not take it.",
          [("{{outcome}}", rate("talkspurt_rtp_packets_total", 'direction="out"', "outcome", "1m"))], "pps", min=0),
    lines("Unwanted packets", "foreign: not from the caller; forged, replayed: not with its key; the rest is no audio of the call. All are dropped unheard.",
          [("{{outcome}}", rate("talkspurt_rtp_packets_total", IN + 'outcome=~"foreign|learning|forged|replayed|malformed|oversized|unexpected_payload|rate_limited"', "outcome", "1m"))],
          "pps", rising(50, 100), min=0),
    stacked("Media ports", "Pairs of ports. quarantined: at rest after a call, so that its last packets do not reach the next one.",
            [("{{state}}", total("talkspurt_rtp_ports", by="state"))], min=0),
])

SIP = ("talkspurt-sip", "SIP and trunks", "Signalling: who is answered, who is refused and why, what ends calls.", [
    stat("Established", "Session establishment ratio (RFC 6076 §4.6): INVITEs answered, of all that came.",
         ratio(rate(SETUP + "_count"), rate(SETUP + "_count"), refused('status!~"3.."')),
         "percentunit", falling(0.95, 0.8)),
    stat("Effectively", "Session establishment effectiveness ratio (RFC 6076 §4.7): as before, but a busy or declined call counts as done.",
         ratio("(" + rate(SETUP + "_count") + " + " + refused('status=~"480|486|600|603"') + ")",
               rate(SETUP + "_count"), refused('status!~"3..|401|402|407"')),
         "percentunit", falling(0.98, 0.9)),
    stat("Ineffective attempts", "Calls that failed for want of room or by a fault (408, 500, 503, 504; RFC 6076 §4.8).",
         ratio(refused('status=~"408|500|503|504"'), rate(SETUP + "_count"), refused()), "percentunit", rising(0.001, 0.01), decimals=2),
    stat("Answered within", "From the arrival of an INVITE to its 200, 95 % of the time.", quantile(0.95, SETUP), "s", rising(0.1, 0.5)),
    stat("Answers sent again", "200s repeated per call because their ACK had not come. Not 0: answers or ACKs get lost on the way.",
         ratio(rate("talkspurt_sip_answers_retransmitted_total"), rate(SETUP + "_count")), "none", rising(0.05, 0.5), decimals=2),
    stat("Broke off", "Of the answered calls, those that ended without anybody hanging up.",
         ratio(rate("talkspurt_calls_total", 'result="failed"'), rate("talkspurt_calls_total", ANSWERED)),
         "percentunit", rising(0.01, 0.05), decimals=2),
    stacked("What ended calls", "Calls a minute by cause, for the trunks chosen above. media_timeout: the caller's packets stayed away; no_ack, peer_gone: "
            "signalling got lost; gave_up, internal_error: ours.",
            [("{{cause}}", minutely(rate("talkspurt_call_ends_total", TRUNK, "cause")))], "cpm"),
    stacked("Calls by trunk", "Calls a minute that ended, by the trunk they came through; none: from a network that is allowed to call.",
            [("{{trunk}}", minutely(rate("talkspurt_call_ends_total", TRUNK, "trunk")))], "cpm"),
    lines("SIP refused and dropped", "A minute. Refused by method and status: 403 a stranger, 404 no such number, 486 a trunk or agent at its limit, 488 no common codec, 503 no "
          "room. Dropped: no response at all.", [
              ("{{method}} {{status}}", minutely(rate("talkspurt_sip_requests_refused_total", by="method, status")) + " > 0"),
              ("dropped: {{reason}}", minutely(rate("talkspurt_sip_messages_dropped_total", by="reason")))], "cpm", min=0),
    heatmap("INVITE to 200", "How long the bot takes to answer a call.", SETUP),
    lines("Answers sent again", "200s a minute repeated because their ACK had not come.",
          [("{{instance}}", minutely(rate("talkspurt_sip_answers_retransmitted_total", by="instance")))], "cpm", min=0),
    lines("Trunks registered", "1 while the provider sends calls here, by trunk and bot. 0: its callers hear that the number is not available.",
          [("{{trunk}} at {{instance}}", pick("talkspurt_sip_registered", TRUNK))], "none", falling(1, 1), min=0, max=1.2),
    stacked("Answers to REGISTER", "A minute, by trunk and status: 200 is well; 401 and 403 a wrong name or password; 408 no answer, 503 nobody there.",
            [("{{trunk}} {{status}}", minutely(rate("talkspurt_sip_registrations_total", TRUNK, "trunk, status")))], "cpm"),
    panel("table", "By trunk and cause", "Calls that ended in the last hour.",
          [("", f"sum by (trunk, cause) (increase({pick('talkspurt_call_ends_total', TRUNK)}[1h])) > 0")], 12, 8),
])

LANES = "talkspurt_inference_"
RUNTIME = ("talkspurt-runtime", "Runtime", "The machine and the process: processor, memory, pauses, threads, lanes.", [
    stat("Up", "Bots that answer Prometheus.", total("up"), "none", falling(1, 1)),
    stat("Models loaded", "Bots whose speech models are ready, or that want none. Others refuse calls to spoken agents.", total("talkspurt_models_ready"), "none", falling(1, 1)),
    stat("Processor", "Share of the machine's processors that the bots use; the busiest.", f"max({pick('process_cpu_usage')})", "percentunit", rising(0.6, 0.85)),
    stat("Heap in use", "The fullest. It falls back after collections; only what stays near 100 % is trouble.",
         f"max({total('jvm_memory_used_bytes', HEAP, 'instance')} / max by (instance) ({pick('jvm_memory_max_bytes', HEAP)}))",
         "percentunit", rising(0.8, 0.9)),
    stat("Agent file errors", "Mistakes in changed agent files. Calls go on with the version before.", total("talkspurt_agent_file_errors"), "none", rising(1, 1)),
    stat("Up since", "The bot that started last.", f"min({pick('process_uptime_seconds')})", "s", PLAIN),
    lines("Processor", "The bot's share of all processors, and the whole machine's. What others take, calls lack.", [
        ("{{instance}} bot", pick("process_cpu_usage")), ("{{instance}} machine", pick("system_cpu_usage"))], "percentunit", rising(0.6, 0.85), min=0, max=1),
    lines("Ready to run, per processor", "Load average over processors. Above 1, threads wait for their turn.",
          [("{{instance}}", f"{pick('system_load_average_1m')} / {pick('system_cpu_count')}")], "none", rising(0.8, 1.5), min=0),
    stacked("Heap", "Java's own memory by generation. A saw is healthy; a floor that rises for hours is not.",
            [("{{id}}", total("jvm_memory_used_bytes", HEAP, "id"))], "bytes", min=0),
    lines("Garbage collection", "pauses: time a second in which all threads stand still; work: time a second that the collector runs beside them.", [
        ("{{instance}} pauses", rate("jvm_gc_pause_seconds_sum", by="instance")),
        ("{{instance}} work", rate("jvm_gc_concurrent_phase_time_seconds_sum", by="instance"))], "s", min=0),
    heatmap("Media ticks", "How late the ticks begin that send every 20 ms. Above 20 ms the bot's voice has a gap.", "talkspurt_playout_lateness_seconds"),
    lines("Threads", "Live threads. They do not grow with calls.", [("{{instance}}", pick("jvm_threads_live_threads"))], "none", min=0),
    lines("Lanes at work", "Share of the time that recognition (asr), thinking (brain) and voice (tts) work; 100 % is all they can.",
          [("{{lane}}", "max by (lane) (" + rate(LANES + "run_seconds_sum", 'lane!="voice-activity"', "instance, lane", "1m") + ")")],
          "percentunit", rising(0.7, 0.85), min=0),
    lines("Waiting for a lane", "95 % of the tasks wait no longer. voice-activity: from the sound's end to its hearing.",
          [("{{lane}}", quantile(0.95, LANES + "queue_seconds", "lane", window="1m"))], "s", rising(0.1, 0.2), min=0),
    lines("Running on a lane", "95 % of the tasks take no longer. Longer than usual: somebody else takes the processors.",
          [("{{lane}}", quantile(0.95, LANES + "run_seconds", "lane", window="1m"))], "s", min=0),
    lines("Lane tasks refused", "A second, because the lane is behind: first what was prepared in case, then partial words; what a caller waits for comes last.",
          [("{{lane}}", rate(LANES + "dropped_total", by="lane", window="1m"))], "ops", rising(0.1, 1), min=0),
    lines("Not heard", "Seconds of callers' sound a second that nothing heard (skipped), and windows of 32 ms a second judged by loudness alone (fallback).", [
        ("skipped", rate("talkspurt_hearing_skipped_samples_total", window="1m") + " / 16000"),
        ("fallback", rate("talkspurt_vad_fallback_windows_total", window="1m"))], "none", rising(0.01, 0.1), min=0),
    lines("Open files", "Descriptors, two sockets a call among them, against what the system grants.", [
        ("{{instance}} open", pick("process_files_open_files")), ("{{instance}} limit", pick("process_files_max_files"))], "none", min=0, log=True),
    lines("Memory beside the heap", "Buffers outside Java's heap and the JVM's own areas. The models' memory is the system's to tell.", [
        ("buffers", total("jvm_buffer_memory_used_bytes")),
        ("JVM's own", total("jvm_memory_used_bytes", 'area="nonheap"'))], "bytes", min=0),
])


def variables(name):
    found = [
        {"name": "datasource", "label": "Data", "type": "datasource", "query": "prometheus", "current": {}},
        chooser("instance", "Bot", "label_values(talkspurt_calls_limit, instance)"),
        {"name": "window", "label": "Over", "type": "custom", "query": "1m,5m,15m,1h,1d",
         "current": {"text": "5m", "value": "5m"}},
    ]
    if name == "talkspurt-latency":
        found.append(chooser("stage", "Stage", f"label_values({STAGE}_count, stage)"))
    if name == "talkspurt-sip":
        found.append(chooser("trunk", "Trunk", "label_values(talkspurt_call_ends_total, trunk)"))
    return found


def chooser(name, label, query):
    # All means all that the query finds: meters that others have as well stay out.
    return {"name": name, "label": label, "type": "query", "datasource": SOURCE, "definition": query,
            "query": {"query": query, "refId": name}, "refresh": 2, "sort": 1, "multi": True, "includeAll": True,
            "current": {"text": "All", "value": "$__all"}}


def thresholds(spec):
    return {"mode": "absolute", "steps": [{"color": c, "value": v} for v, c in spec]}


def field_config(p):
    defaults = {"unit": p["unit"], "thresholds": thresholds(p["steps"] or [(None, GREEN)])}
    defaults.update({key: p[key] for key in ("min", "max", "decimals") if key in p})
    if p["kind"] == "timeseries":
        custom = {"lineWidth": 2, "fillOpacity": 60 if p.get("stack") else 8, "showPoints": "never", "spanNulls": 60_000,
                  "thresholdsStyle": {"mode": "dashed" if p["steps"] else "off"}}
        if p.get("stack"):
            custom["stacking"] = {"mode": "normal", "group": "A"}
        if p.get("log"):
            custom["scaleDistribution"] = {"type": "log", "log": 10}
        defaults.update(custom=custom, color={"mode": "palette-classic"})
    elif p["kind"] != "heatmap":
        defaults["color"] = {"mode": "thresholds"}
    return {"defaults": defaults, "overrides": []}


OPTIONS = {
    "stat": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "colorMode": "background",
             "graphMode": "area", "textMode": "auto"},
    "gauge": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "showThresholdMarkers": True},
    "bargauge": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "displayMode": "basic",
                 "orientation": "horizontal"},
    "timeseries": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi", "sort": "desc"}},
    "heatmap": {"calculate": False, "cellGap": 1, "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64},
                "exemplars": {"color": "rgba(255,0,255,0.7)"}, "tooltip": {"mode": "single", "yHistogram": True}},
    "table": {"showHeader": True},
}


def build(p, number, x, y):
    targets = []
    for index, (legend, expr) in enumerate(p["queries"]):
        target = {"refId": chr(ord("A") + index), "expr": expr, "legendFormat": legend}
        if p["kind"] in ("table", "bargauge"):
            target.update(instant=True, range=False)
        if p["kind"] == "table":
            target["format"] = "table"
        if p["kind"] == "heatmap":
            target.update(format="heatmap", exemplar=True)
        targets.append(target)
    options = dict(OPTIONS[p["kind"]])
    if p["kind"] == "heatmap":
        options["yAxis"] = {"unit": p["unit"]}
    return {"id": number, "type": p["kind"], "title": p["title"], "description": p["description"], "datasource": SOURCE,
            "gridPos": {"x": x, "y": y, "w": p["w"], "h": p["h"]}, "targets": targets, "fieldConfig": field_config(p),
            "options": options}


def dashboard(uid, title, description, panels):
    built, x, y, row = [], 0, 0, 0
    for number, p in enumerate(panels, 1):
        if x + p["w"] > 24:
            x, y, row = 0, y + row, 0
        built.append(build(p, number, x, y))
        x, row = x + p["w"], max(row, p["h"])
    return {
        "uid": uid, "title": f"Talkspurt: {title}", "description": description, "tags": ["talkspurt"],
        "schemaVersion": SCHEMA_VERSION, "editable": True, "graphTooltip": 1, "refresh": "5s",
        "time": {"from": "now-30m", "to": "now"}, "timezone": "browser", "fiscalYearStartMonth": 0,
        "links": [{"type": "dashboards", "title": "Talkspurt", "tags": ["talkspurt"], "asDropdown": False, "keepTime": True,
                   "includeVars": True, "targetBlank": False, "icon": "external link", "tooltip": "", "url": ""}],
        "templating": {"list": variables(uid)},
        "annotations": {"list": [{
            "name": "Starts", "datasource": SOURCE, "enable": True, "iconColor": "blue",
            "expr": 'changes(process_start_time_seconds{instance=~"$instance"}[1m]) > 0',
            "titleFormat": "{{instance}} started"}]},
        "panels": built,
    }


def render(value):
    """A panel or variable a line: small, and a change shows what changed."""
    def line(v):
        return json.dumps(v, ensure_ascii=False, separators=(", ", ": "))
    out = []
    for key, v in value.items():
        if key == "panels" or key == "templating":
            items = v if key == "panels" else v["list"]
            text = "[\n" + ",\n".join("    " + line(i) for i in items) + "\n  ]"
            text = text if key == "panels" else '{"list": ' + text + "}"
        else:
            text = line(v)
        out.append(f'  "{key}": {text}')
    return "{\n" + ",\n".join(out) + "\n}\n"


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: generate.py [--check]")
    stale = []
    DASHBOARDS.mkdir(exist_ok=True)
    for spec in (CALLS, LATENCY, MEDIA, SIP, RUNTIME):
        file = DASHBOARDS / f"{spec[0]}.json"
        text = render(dashboard(*spec))
        json.loads(text)
        if check:
            if not file.exists() or file.read_text() != text:
                stale.append(file.name)
        else:
            file.write_text(text)
    if stale:
        sys.exit(f"not what generate.py writes: {', '.join(stale)}; run it and commit")


if __name__ == "__main__":
    main()
