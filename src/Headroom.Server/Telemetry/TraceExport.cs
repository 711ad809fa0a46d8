using Headroom.Server.Loop;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Headroom.Server.Telemetry;

/// <summary>Sends spans to a collector by OTLP, as protobuf over HTTP; what it cannot take is dropped.</summary>
internal static class TraceExport
{
    private const string TracesPath = "v1/traces";

    // Asked for all the time, by machines.
    private static readonly string[] Probes = ["/healthz", "/readyz", "/metrics"];

    /// <summary>Begins to send; null where there is no collector.</summary>
    public static TracerProvider? Start(Uri? collector) => collector is null
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("headroom"))
            .AddSource(LoopTrace.Name)
            .AddAspNetCoreInstrumentation(http => http.Filter = context => !Probes.Contains(context.Request.Path.Value))
            .AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = EndpointOf(collector);
                // A proxy of the environment leads out of the machine.
                otlp.HttpClientFactory = () =>
                    new HttpClient(new SocketsHttpHandler { UseProxy = !collector.IsLoopback });
            })
            .Build();

    /// <summary>Where a collector takes traces, unless a path of its own is named.</summary>
    public static Uri EndpointOf(Uri collector) =>
        collector.AbsolutePath == "/" ? new Uri(collector, TracesPath) : collector;
}
