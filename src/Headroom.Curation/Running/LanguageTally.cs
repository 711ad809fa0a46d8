using System.Runtime.InteropServices;

namespace Headroom.Curation.Running;

/// <summary>Documents and bytes by language.</summary>
internal sealed class LanguageTally
{
    private readonly Dictionary<string, (long Documents, long Bytes)> _counts = [];

    /// <summary>The most frequent first, of equal ones by code.</summary>
    public IReadOnlyList<LanguageShare> Shares =>
    [
        .. _counts.Select(count => new LanguageShare(count.Key, count.Value.Documents, count.Value.Bytes))
            .OrderByDescending(share => share.Documents)
            .ThenBy(share => share.Language, StringComparer.Ordinal),
    ];

    /// <summary>Counts a document.</summary>
    public void Add(string language, int bytes)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, language, out _);
        count.Documents++;
        count.Bytes += bytes;
    }
}
