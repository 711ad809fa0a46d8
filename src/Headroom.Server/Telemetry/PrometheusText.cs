using System.Globalization;
using System.Text;

namespace Headroom.Server.Telemetry;

/// <summary>The text that Prometheus reads (exposition format 0.0.4).</summary>
internal sealed class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _name = "";

    /// <summary>A label with its value, whatever that holds.</summary>
    public static string Label(string name, string value)
    {
        var safe = value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{name}=\"{safe}\"";
    }

    /// <summary>A metric, whose values follow.</summary>
    public void Begin(string name, string help, string type)
    {
        _name = name;
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
    }

    /// <summary>A value.</summary>
    public void Value(string labels, double value) => Line(_name, labels, value);

    /// <summary>A metric that is one number.</summary>
    public void One(string name, string help, string type, double value)
    {
        Begin(name, help, type);
        Value("", value);
    }

    /// <summary>One series of a histogram.</summary>
    /// <param name="labels">Its labels.</param>
    /// <param name="bounds">Upper bounds of its buckets.</param>
    /// <param name="counts">One for each bound, and one for what is above.</param>
    /// <param name="sum">Of all values.</param>
    public void Histogram(string labels, double[] bounds, long[] counts, double sum)
    {
        var (total, before) = (0L, labels.Length > 0 ? $"{labels}," : "");
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            total += counts[bucket];
            var bound = bucket < bounds.Length ? bounds[bucket].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line($"{_name}_bucket", $"{before}le=\"{bound}\"", total);
        }

        Line($"{_name}_sum", labels, sum);
        Line($"{_name}_count", labels, total);
    }

    public override string ToString() => _text.ToString();

    private void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(CultureInfo.InvariantCulture, $" {value}\n");
    }
}
