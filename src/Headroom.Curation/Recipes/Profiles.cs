using System.Globalization;
using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;

namespace Headroom.Curation.Recipes;

/// <summary>Recipes to begin with, after published ones, each setting with its meaning beside it.</summary>
public static class Profiles
{
    private static readonly Profile[] All =
    [
        new("headroom", "our own choice: the rules of FineWeb, near duplicates verified exactly", "whitespace",
            [new("gopher-repetition"), new("gopher-quality"), new("c4", "terminal-mark=0"), new("fineweb"),
            new(DuplicateForms.Exact), new(DuplicateForms.MinHash)]),
        new("fineweb", "FineWeb (Penedo et al. 2024): Gopher, C4 without its rule on final marks, rules of its own",
            "treebank",
            [new("gopher-repetition"), new("gopher-quality"), new("c4", "terminal-mark=0"), new("fineweb"),
            new(DuplicateForms.MinHash, "bands=14", "rows=8")]),
        new("refinedweb", "RefinedWeb (Penedo et al. 2023), as DCLM codes its rules", "whitespace",
            [new("gopher-quality"), new("gopher-repetition"), new("refinedweb-lines"),
            new(DuplicateForms.MinHash, "similarity=0.8")]),
        new("gopher", "Gopher (Rae et al. 2021)", "whitespace", [new("gopher-quality"), new("gopher-repetition")]),
        new("c4", "C4 (Raffel et al. 2020)", "whitespace", [new("c4"), new(DuplicateForms.Exact)]),
        new("dclm", "DCLM (Li et al. 2024): RefinedWeb's rules, and paragraphs that were there before; without its "
            + "classifier", "whitespace",
            [new("gopher-quality"), new("gopher-repetition"), new("refinedweb-lines"), new(DuplicateForms.Exact),
            new("paragraph-duplicates")]),
        new("rpv2", "RedPajama-V2 (Weber et al. 2024): its signals in each record, and the limits of its "
            + "example after Gopher", "whitespace",
            [new("signals", "words-min=50", "words-max=10000", "word-length-min=3", "word-length-max=10",
            "symbols-per-word-max=0.1", "bullet-lines-max=0.9", "top-2-gram-max=0.2", "top-3-gram-max=0.18",
            "top-4-gram-max=0.16", "repeated-5-grams-max=0.15", "repeated-6-grams-max=0.14",
            "repeated-7-grams-max=0.13", "repeated-8-grams-max=0.12", "repeated-9-grams-max=0.11",
            "repeated-10-grams-max=0.1"),
            new(DuplicateForms.Exact), new(DuplicateForms.MinHash, "bands=9", "rows=13", "similarity=0.8")]),
        new("mapneo", "MAP-NEO (Zhang et al. 2024), its English rules but for perplexity; values are rounded to eight "
            + "decimals, so that at most 0.19999999 is below 0.2", "whitespace",
            [new("language", "probability-min=0.8"),
            new("signals", "annotate=0", "annotate-lines=0", "characters-min=1000", "lines-min=10",
            "sentences-max=7500", "words-min=50", "words-max=10000", "word-length-min=3", "word-length-max=10",
            "symbols-per-word-max=0.49999999", "ellipsis-lines-max=0.19999999", "bullet-lines-max=0.9",
            "no-letter-words-max=0.39999999", "stop-words-min=0.06", "curly-brackets-max=0.02499999"),
            new(DuplicateForms.Exact), new(DuplicateForms.MinHash)]),
        new("chinese", "our own rules for Chinese, then duplicates", "han",
            [new("repair"), new("chinese-recovery"), new("chinese"), new(DuplicateForms.Exact),
            new(DuplicateForms.MinHash)]),
    ];

    /// <summary>Their names; the first one is the usual one.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(profile => profile.Name)];

    /// <summary>The text of a profile's recipe.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="isCompatible">
    /// Whether the rules behave as the published code (datatrove) where it differs from the papers.
    /// </param>
    public static string Text(string name, bool isCompatible = false)
    {
        var profile = All.First(one => one.Name == name);
        var text = new StringBuilder();
        Line(text, $"# {profile.Meaning}.");
        if (isCompatible) Line(text, "# Where paper and code differ, this follows the code of datatrove.");
        Line(text, "text: text              # member of a record that holds its text");
        Line(text, "url: url                # member of a record that holds its address, such as metadata.url");
        Line(text, $"words: {(isCompatible ? "treebank" : profile.Words)}    # whitespace, treebank (as NLTK) or han");
        Line(text, "lineage: false          # whether kept records tell their file and offset");
        Line(text, "stages:");
        foreach (var stage in profile.Stages) Write(text, stage, isCompatible);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ProfileStage stage, bool isCompatible)
    {
        var (meaning, keys) = FilterCatalog.Find(stage.Name) is { } filter
            ? (filter.Meaning, filter.Keys)
            : (DuplicateForms.Find(stage.Name)!.Meaning, DuplicateForms.Find(stage.Name)!.Keys);
        Line(text, "");
        Line(text, $"  # {meaning}");
        Line(text, $"  - {stage.Name}{(keys.Count > 0 ? ":" : "")}");
        foreach (var key in keys)
        {
            var value = isCompatible && CompatibleValue(stage.Name, key.Name) is { } other
                ? other
                : stage.ValueOf(key.Name) ?? key.Usual;
            var written = key.IsSwitch
                ? value != 0 ? "true" : "false"
                : value.ToString(CultureInfo.InvariantCulture);
            Line(text, $"      {key.Name + ": " + written,-42} # {key.Meaning}");
        }
    }

    private static double? CompatibleValue(string stage, string key) => (stage, key) switch
    {
        ("fineweb", FineWebQuality.DuplicateKey) => 0.01,
        ("fineweb", FineWebQuality.InclusiveKey) => 0,
        (DuplicateForms.MinHash, "verify") => 0,
        (DuplicateForms.MinHash, DuplicateForms.Datatrove) => 1,
        _ => null,
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private sealed record Profile(string Name, string Meaning, string Words, IReadOnlyList<ProfileStage> Stages);

    private sealed record ProfileStage(string Name, params string[] Settings)
    {
        public double? ValueOf(string key) => Settings.FirstOrDefault(
            setting => setting.StartsWith($"{key}=", StringComparison.Ordinal)) is { } found
            ? double.Parse(found[(key.Length + 1)..], CultureInfo.InvariantCulture)
            : null;
    }
}
