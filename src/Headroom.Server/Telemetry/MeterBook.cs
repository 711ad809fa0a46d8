using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Headroom.Server.Loop;

namespace Headroom.Server.Telemetry;

/// <summary>
/// Counts what instruments measure, for Prometheus: histograms with fixed bounds, in a bounded number of series.
/// Instruments are of the process, and so are these counts. Thread-safe.
/// </summary>
internal sealed class MeterBook : IDisposable
{
    private const int SeriesMax = 1_000;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Amounts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

    // Instrument, its name here, its help, its bounds, and the tags that become labels.
    private static readonly (string Instrument, string Name, string Help, double[] Bounds, string[] Tags)[] Known =
    [
        ("headroom.turn.duration", "headroom_turn_duration_seconds", "Turns of the loop, storing included.", Seconds, []),
        ("headroom.cycle.duration", "headroom_cycle_duration_seconds", "Cycles of the scheduler.", Seconds, []),
        ("headroom.turn.commands", "headroom_turn_commands", "Commands that were stored together.", Amounts, []),
        ("http.server.request.duration", "headroom_http_request_duration_seconds", "Requests, by route.", Seconds,
            ["http.request.method", "http.route", "http.response.status_code"]),
    ];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(int Instrument, string Labels), Series> _series = [];
    private readonly MeterListener _listener = new();

    public MeterBook()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var index = Array.FindIndex(Known, known => known.Instrument == instrument.Name);
            if (index >= 0 && instrument.Meter.Name is LoopMeter.Name or "Microsoft.AspNetCore.Hosting")
                listener.EnableMeasurementEvents(instrument, index);
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, index) => Add((int)index!, value, tags));
        _listener.Start();
    }

    /// <summary>Writes all of it.</summary>
    public void Write(PrometheusText text)
    {
        lock (_gate)
        {
            for (var index = 0; index < Known.Length; index++)
            {
                text.Begin(Known[index].Name, Known[index].Help, "histogram");
                foreach (var ((instrument, labels), series) in _series)
                {
                    if (instrument == index) text.Histogram(labels, Known[index].Bounds, series.Counts, series.Sum);
                }
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(int index, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (_, _, _, bounds, _) = Known[index];
        var labels = LabelsOf(Known[index].Tags, tags);
        lock (_gate)
        {
            if (!_series.TryGetValue((index, labels), out var series))
            {
                if (_series.Count >= SeriesMax) return;

                _series.Add((index, labels), series = new Series(new long[bounds.Length + 1]));
            }

            var bucket = Array.FindIndex(bounds, bound => value <= bound);
            series.Counts[bucket < 0 ? bounds.Length : bucket]++;
            series.Sum += value;
        }
    }

    private static string LabelsOf(string[] names, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (names.Length == 0) return "";

        var labels = new StringBuilder();
        foreach (var name in names)
        {
            var value = "";
            foreach (var (key, found) in tags)
            {
                if (key == name) value = Convert.ToString(found, CultureInfo.InvariantCulture) ?? "";
            }

            if (labels.Length > 0) labels.Append(',');
            labels.Append(PrometheusText.Label(name[(name.LastIndexOf('.') + 1)..], value));
        }

        return labels.ToString();
    }

    private sealed class Series(long[] counts)
    {
        public long[] Counts => counts;

        public double Sum { get; set; }
    }
}
