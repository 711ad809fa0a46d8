using Headroom.Curation.Filters;

namespace Headroom.Curation.Deduplication;

/// <summary>What a recipe may write for one kind of deduplication.</summary>
/// <param name="Name">Name of the stage.</param>
/// <param name="Meaning">What it removes.</param>
/// <param name="Keys">Its settings.</param>
internal sealed record DuplicateForm(string Name, string Meaning, IReadOnlyList<RuleKey> Keys);

/// <summary>All kinds of deduplication that recipes know.</summary>
internal static class DuplicateForms
{
    /// <summary>Documents whose text is the same.</summary>
    public const string Exact = "exact-duplicates";

    /// <summary>Documents whose shingles are nearly the same.</summary>
    public const string MinHash = "minhash";

    /// <summary>Key of the switch to the signatures of datatrove.</summary>
    public const string Datatrove = "datatrove";

    /// <summary>Their forms, in the order in which they stand.</summary>
    public static IReadOnlyList<DuplicateForm> All { get; } =
    [
        new(Exact, "documents whose text is the same as an earlier one's", []),
        new(MinHash, "near duplicates: all but the first document of each cluster (Broder 1997)",
        [
            new RuleKey("bands", 25, 1, 512, "groups of hashes of which one must agree"),
            new RuleKey("rows", 5, 1, 64, "hashes in a group, all of which must agree"),
            new RuleKey("shingle", 5, 1, 64, "words in a shingle"),
            RuleKey.Share("similarity", 0.7, "Jaccard similarity of the shingles from which on two are duplicates"),
            RuleKey.Switch(Datatrove, false, "hashes bit for bit as datatrove's with 64 bits; slow"),
            RuleKey.Switch("verify", true, "compute that similarity exactly; false trusts the hashes"),
        ]),
    ];

    /// <summary>The form of that name; null when there is none.</summary>
    public static DuplicateForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}
