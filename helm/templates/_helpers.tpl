{{- define "talkspurt.name" -}}
{{- if contains "talkspurt" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-talkspurt" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{- define "talkspurt.selector" -}}
app.kubernetes.io/name: talkspurt
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "talkspurt.labels" -}}
{{ include "talkspurt.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "talkspurt.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "talkspurt.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* The bots' settings: what the chart decides over what the user wrote. */}}
{{- define "talkspurt.settings" -}}
{{- $own := dict
      "calls" (dict "max" .Values.calls.max "drain-timeout" (printf "%ds" (int .Values.drain.timeoutSeconds)))
      "rtp" (dict "port-min" .Values.rtp.portMin "port-max" .Values.rtp.portMax)
      "models" (dict "fetch" false "directory" "/var/cache/talkspurt/models")
      "records" (dict "directory" "/var/lib/talkspurt/records")
      "recording" (dict "directory" "/var/lib/talkspurt/recordings") }}
{{- if .Values.rtp.advertisedAddress }}{{ $_ := set $own "sip" (dict "advertised-address" .Values.rtp.advertisedAddress) }}{{ end }}
{{- if .Values.agents.existingConfigMap }}{{ $_ := set $own "agents" (dict "directory" "/etc/talkspurt-agents") }}{{ end }}
{{- dict "talkspurt" (mustMergeOverwrite (deepCopy .Values.settings) $own) | toYaml }}
{{- end }}
