using System.Text.Json;
using Headroom.Engines.Contract;
using Headroom.Traces;
using Headroom.Traces.Settings;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>
/// A cluster as somebody describes it: lines <c>key: value</c>, checked but for what its engine finds.
/// </summary>
public sealed record ClusterDescription
{
    /// <summary>Longest text of a description, in characters.</summary>
    public const int LengthMax = 65_536;

    /// <summary>The kinds of engines that can be described.</summary>
    public static readonly IReadOnlyList<string> Engines = ["slurm", "kubernetes", "local"];

    /// <summary>Keys whose values are paths on the machine that the pool runs on.</summary>
    public static readonly IReadOnlyList<string> Paths = ["root", "kubeconfig", "configuration", "sshConfiguration"];

    private static readonly string[] Common = ["engine", "name", "region", "root"];

    private readonly SortedDictionary<string, string> _values;

    private ClusterDescription(SortedDictionary<string, string> values) => _values = values;

    /// <summary>All keys of all engines.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        .. Common.Union(SlurmSettings.Keys).Union(KubernetesSettings.Keys).Union(LocalSettings.Keys),
    ];

    /// <summary>Its name in the pool.</summary>
    public string Name => this["name", Engine];

    /// <summary>What runs work there: one of <see cref="Engines"/>.</summary>
    public string Engine => this["engine", ""];

    /// <summary>Its region; empty where there is one only.</summary>
    public string Region => this["region", ""];

    /// <summary>As it is kept: a line a key in order of keys. Equal descriptions have equal texts.</summary>
    public string Text => string.Concat(
        _values.Select(pair => $"{pair.Key}: {JsonSerializer.Serialize(pair.Value)}\n"));

    /// <summary>What a key says, or what it is where it is not there.</summary>
    public string this[string key, string usual] => _values.GetValueOrDefault(key, usual);

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceFormatException">It cannot be read, or has faults.</exception>
    /// <exception cref="ClusterException">There can be no such cluster.</exception>
    public static ClusterDescription Read(string path) => Read(path, _ => null);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="instead">What goes before the file's word on a key; null for the file's word.</param>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static ClusterDescription Read(string path, Func<string, string?> instead) =>
        Of(path, SettingsFile.Read(path, Keys), instead);

    /// <summary>Reads a text.</summary>
    /// <param name="source">Name of the text in messages.</param>
    /// <param name="text">The text.</param>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static ClusterDescription Parse(string source, string text) =>
        Of(source, SettingsFile.Parse(source, text, Keys), _ => null);

    /// <summary>The same with values that are made from those it has, such as whole paths.</summary>
    public ClusterDescription With(IEnumerable<string> keys, Func<string, string> made)
    {
        var values = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (values.TryGetValue(key, out var value) && value.Length > 0) values[key] = made(value);
        }

        return new ClusterDescription(values);
    }

    private static ClusterDescription Of(
        string source, IReadOnlyDictionary<string, string> known, Func<string, string?> instead)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            if ((instead(key) ?? known.GetValueOrDefault(key)) is { } value) values[key] = value;
        }

        var described = new ClusterDescription(values);
        described.Require(source);
        return described;
    }

    private void Require(string source)
    {
        if (!Engines.Contains(Engine))
        {
            throw new ClusterException(
                $"{source}: engine '{Engine}' is none that clusters have; write 'engine: slurm', 'engine: kubernetes' "
                + "or 'engine: local'.");
        }

        if (RunId.Fault(Name) is not null)
            throw new ClusterException($"{source}: name '{Name}' is none; use a-z, 0-9 and '-'.");

        var settings = new ClusterSettings(this, source, "/");
        // Reading all of it finds what cannot be.
        var (keys, _) = Engine switch
        {
            "slurm" => (SlurmSettings.Keys, (object)SlurmSettings.Options(settings)),
            "kubernetes" => (KubernetesSettings.Keys, KubernetesSettings.Options(settings)),
            _ => (LocalSettings.Keys, LocalSettings.Options(settings, [])),
        };
        if (_values.Keys.FirstOrDefault(key => !Common.Contains(key) && !keys.Contains(key)) is { } other)
            throw new ClusterException($"{source}: {other} says nothing of a cluster of {Engine}; remove it.");
    }
}
