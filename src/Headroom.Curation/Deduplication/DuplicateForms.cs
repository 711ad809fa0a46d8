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

    /// <summary>Documents of which little of the word order is the same.</summary>
    public const string Noisy = "noisy-duplicates";

    /// <summary>Documents of the same page.</summary>
    public const string Url = "url-duplicates";

    /// <summary>Paragraphs that stood somewhere before.</summary>
    public const string Paragraphs = "paragraph-duplicates";

    /// <summary>Lines that stood somewhere before.</summary>
    public const string Lines = "line-duplicates";

    /// <summary>Runs of bytes that occur twice.</summary>
    public const string Substrings = "substring-duplicates";

    /// <summary>Key of the least number of characters.</summary>
    public const string CharactersMin = "characters-min";

    /// <summary>Key of the similarity from which on two are duplicates.</summary>
    public const string Similarity = "similarity";

    /// <summary>Key of that similarity in scripts that write no spaces.</summary>
    public const string SimilarityByCharacter = "similarity-by-character";

    /// <summary>Key of the switch to the signatures of datatrove.</summary>
    public const string Datatrove = "datatrove";

    /// <summary>Their forms, in the order in which they stand.</summary>
    public static IReadOnlyList<DuplicateForm> All { get; } =
    [
        new(Url, "documents whose address is that of an earlier one: the record's member that 'url' names", []),
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
        new(Noisy, "copies with misread letters, in another order or with parts gone; our own",
        [
            RuleKey.Share(Similarity, 0.67, "what two share in the weight of the lighter one, rare words more"),
            RuleKey.Share(SimilarityByCharacter, 0.75, "the same in scripts that write no spaces"),
        ]),
        new(Paragraphs, "paragraphs that stood in the corpus before; edits the text",
        [
            RuleKey.Count(CharactersMin, 100, "shorter paragraphs stay"),
        ]),
        new(Lines, "lines that stood in the corpus before; edits the text",
        [
            RuleKey.Count(CharactersMin, 40, "shorter lines stay"),
        ]),
        new(Substrings, "runs of bytes that occur in the corpus twice (Lee et al. 2022, section 4.1); edits the text",
        [
            new RuleKey("bytes-min", 100, 16, 10_000, "bytes that must agree"),
            RuleKey.Switch("keep-first", false, "leave the first of equal runs; Lee et al. cut out all of them"),
        ]),
    ];

    /// <summary>Stages that cut something out of texts, in the order in which they are counted.</summary>
    public static IReadOnlyList<string> OfParts { get; } = [Paragraphs, Lines, Substrings];

    /// <summary>The form of that name; null when there is none.</summary>
    public static DuplicateForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}
