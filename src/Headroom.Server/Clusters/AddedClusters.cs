using System.Text.Json;
using Headroom.Server.Clusters.Descriptions;

namespace Headroom.Server.Clusters;

/// <summary>
/// The clusters that were added to a pool, as its store keeps them: their descriptions by name. Stored as JSON: only
/// ever add.
/// </summary>
public static class AddedClusters
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "clusters";

    /// <summary>Most clusters that can be added to one pool.</summary>
    public const int CountMax = 1_000;

    /// <summary>The clusters of a text, in order of their names; none of an empty text.</summary>
    /// <exception cref="JsonException">It is no such text.</exception>
    /// <exception cref="ClusterException">A description says what this program cannot do.</exception>
    public static IReadOnlyList<ClusterDescription> Parse(string text) =>
    [
        .. TextsOf(text).Select(pair => ClusterDescription.Parse($"cluster {pair.Key}", pair.Value)),
    ];

    /// <summary>The description of a cluster; null where none of that name was added.</summary>
    public static string? Find(string text, string name) => TextsOf(text).GetValueOrDefault(name);

    /// <summary>How many there are.</summary>
    public static int Count(string text) => TextsOf(text).Count;

    /// <summary>The text with a cluster more.</summary>
    public static string With(string text, ClusterDescription cluster)
    {
        var texts = TextsOf(text);
        texts[cluster.Name] = cluster.Text;
        return JsonSerializer.Serialize(texts);
    }

    /// <summary>The text without a cluster.</summary>
    public static string Without(string text, string name)
    {
        var texts = TextsOf(text);
        texts.Remove(name);
        return JsonSerializer.Serialize(texts);
    }

    private static SortedDictionary<string, string> TextsOf(string text) => text.Length == 0
        ? new SortedDictionary<string, string>(StringComparer.Ordinal)
        : new SortedDictionary<string, string>(
            JsonSerializer.Deserialize<Dictionary<string, string>>(text)
                ?? throw new JsonException("The text holds nothing."),
            StringComparer.Ordinal);
}
