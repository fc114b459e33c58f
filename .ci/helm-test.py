"""What the rendered chart must be: helm-test.py FOLDER-OF-RENDERED-FILES TOOLS. Run by .ci/helm."""
import pathlib, subprocess, sys
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
rendered, tools = map(pathlib.Path, sys.argv[1:])
CUSTOM = {"ServiceMonitor", "PrometheusRule", "ScaledObject"}  # no schema of Kubernetes' own
passed = failed = 0


def check(what, holds, detail=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"FAILED {what} {detail}")


def documents(name):
    return [document for document in yaml.safe_load_all((rendered / f"{name}.yaml").read_text()) if document]


def one(name, kind, ending=""):
    return next(d for d in documents(name) if d["kind"] == kind and d["metadata"]["name"].endswith(ending))


def refused(*settings):
    flags = [part for setting in settings for part in ("--set", setting)]
    return subprocess.run(["helm", "template", "x", str(ROOT / "helm"), *flags], capture_output=True).returncode != 0


def text(path):
    return (ROOT / path).read_text()


names = sorted(path.stem for path in rendered.glob("*.yaml"))
for name in names:
    plain = rendered / f"{name}.plain"
    plain.write_text(yaml.safe_dump_all([d for d in documents(name) if d["kind"] not in CUSTOM]))
    for version in ("1.30", "1.37"):
        result = subprocess.run([tools / "venv/bin/kubernetes-validate", "--strict", "--quiet", "-k", version, plain], capture_output=True, text=True)
        check(f"{name}: Kubernetes {version}", result.returncode == 0, result.stdout + result.stderr)
    for workload in (d for d in documents(name) if d["kind"] in ("StatefulSet", "Deployment")):
        pod = workload["spec"]["template"]["spec"]
        where = f"{name}: {workload['metadata']['name']}"
        check(f"{where}: no service links", pod["enableServiceLinks"] is False)
        check(f"{where}: not root", pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault")
        for container in pod["containers"] + pod.get("initContainers", []):
            security = container["securityContext"]
            check(f"{where}: {container['name']} is restricted",
                  security == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}})
            volumes = {v["name"] for v in pod["volumes"]} | {v["metadata"]["name"] for v in workload["spec"].get("volumeClaimTemplates", [])}
            check(f"{where}: {container['name']}'s volumes exist", {m["name"] for m in container.get("volumeMounts", [])} <= volumes)
    bot = one(name, "StatefulSet")
    grace = bot["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    settings = yaml.safe_load(one(name, "ConfigMap", "talkspurt")["data"]["application.yaml"])["talkspurt"]
    wait = int(bot["spec"]["template"]["spec"]["containers"][0]["lifecycle"]["preStop"]["exec"]["command"][1])
    check(f"{name}: grace period", grace >= wait + int(settings["calls"]["drain-timeout"].rstrip("s")) + 30)
    known = yaml.safe_load(text("config/application.yaml"))["talkspurt"]
    for section, keys in settings.items():
        if isinstance(keys, dict):
            check(f"{name}: {section} knows {list(keys)}", set(keys) <= set(known[section]))
    check(f"{name}: no secret in the clear", not any(d["kind"] == "Secret" for d in documents(name)))
    if name != "no-edge":
        edge = one(name, "ConfigMap", "edge")["data"]
        for file in ("kamailio.cfg", "bots-from-dns"):
            check(f"{name}: {file} is config's", edge[file].strip() == text(f"config/kamailio/{file}").strip())

full = "host-network"
groups = [g for f in ("rules", "alerts") for g in yaml.safe_load(text(f"config/prometheus/{f}.yml"))["groups"]]
check("rules and alerts are config's", one(full, "PrometheusRule")["spec"]["groups"] == groups)
dashboards = list((ROOT / "config/grafana/dashboards").glob("*.json"))
for dashboard in dashboards:
    check(f"{dashboard.name} is config's", one(full, "ConfigMap", dashboard.stem)["data"][dashboard.name].strip() == dashboard.read_text().strip())
check("there are dashboards", len(dashboards) >= 5)
for path in ("kamailio.cfg", "bots-from-dns", "rules.yml", "alerts.yml", "dashboards"):
    check(f"helm/files/{path} is a link", (ROOT / "helm/files" / path).is_symlink())
check("host network", one(full, "StatefulSet")["spec"]["template"]["spec"]["hostNetwork"] is True)
check("no host network by default", "hostNetwork" not in one("default", "StatefulSet")["spec"]["template"]["spec"])
balanced = [d for d in documents("load-balancer") if d["kind"] == "Service" and d["spec"].get("type") == "LoadBalancer" and "pod-name" in str(d["spec"]["selector"])]
check("a Service with 100 ports and SIP per bot", [len(d["spec"]["ports"]) for d in balanced] == [101, 101])
check("Multus", one("multus", "StatefulSet")["spec"]["template"]["metadata"]["annotations"]["k8s.v1.cni.cncf.io/networks"] == "voice/vlan20")
check("HPA: 60 of 100 calls", one("hpa", "HorizontalPodAutoscaler")["spec"]["metrics"][0]["pods"]["target"]["averageValue"] == "60")
check("an autoscaled set names no replicas", "replicas" not in one("keda", "StatefulSet")["spec"])
check("no edge", not any(d["kind"] == "Deployment" for d in documents("no-edge")))

check("refused: unknown value", refused("replica=2"))
check("refused: unknown mode", refused("rtp.mode=bridge"))
check("refused: too few ports", refused("rtp.portMax=20099"))
check("refused: no address for each bot", refused("rtp.mode=loadBalancer", "rtp.portMax=20199"))
check("refused: Multus without a network", refused("rtp.mode=multus"))
check("refused: a token in the settings", refused("settings.api.token=x"))
check("refused: shared models without a claim", refused("models.volume=shared"))

if (ROOT / "config/compose.yaml").exists():
    result = subprocess.run([tools / "venv/bin/check-jsonschema", "--builtin-schema", "vendor.compose-spec", ROOT / "config/compose.yaml"], capture_output=True, text=True)
    check("config/compose.yaml: the Compose specification's schema", result.returncode == 0, result.stdout + result.stderr)
    compose = yaml.safe_load(text("config/compose.yaml"))
    for name, service in compose["services"].items():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                check(f"compose: {name} mounts {source}", (ROOT / "config" / source).exists())
        check(f"compose: {name} depends on what is there", set(service.get("depends_on", {})) <= set(compose["services"]))

print(f"{len(names)} sets of values: {passed} passed, {failed} failed")
sys.exit(failed > 0)
