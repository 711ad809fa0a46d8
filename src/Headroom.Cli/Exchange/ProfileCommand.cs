using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Headroom.Cli.Corpus;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Curation.Languages;
using Headroom.Curation.Running;
using Headroom.Curation.Tokens;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom profile</c>: what may be told of data without showing any of it.</summary>
internal static class ProfileCommand
{
    // Fewer would tell of single people, whatever is said of them.
    private const long RecordsLeast = SmallCounts.Least;

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Files: JSON Lines or text, also .gz and .zst; of a text each line counts",
            HelpName = "FILE…",
            Arity = ArgumentArity.OneOrMore,
        };
        var text = CorpusInputs.TextMember();
        var tokenizer = new Option<string>("--tokenizer")
        {
            Description = "cl100k, o200k, or a file as of 'curate tokens'",
            HelpName = "cl100k|o200k|FILE",
            DefaultValueFactory = _ => "o200k",
        };
        var target = Files.One("--out", "File for the profile, as a listing names it");
        var output = Choices.One("--output", "output", "How it is printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "profile",
            "Count what may be told of data without showing a record of it, for a listing on an exchange.",
            "headroom profile notes.jsonl --out notes.profile.json",
            "headroom profile a.jsonl.gz b.jsonl.gz --text content --output json")
        {
            files, text, tokenizer, target, output,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() =>
        {
            var paths = parsed.GetRequiredValue(files);
            var written = parsed.GetValue(target) is { } path ? WholeFile.At(path) : null;
            var opened = Tokenizer.Open(parsed.GetValue(tokenizer)!);
            var profile = Made(terminal, paths, parsed.GetValue(text)!, opened, interrupted);
            var json = Encoding.UTF8.GetString(profile.Text()) + "\n";
            written?.Write(json);
            if (output.In(parsed) == OutputFormat.Json) terminal.Output.Write(json);
            else WriteTable(terminal, profile);
            return ExitCode.Done;
        })));
        return command;
    }

    private static DataProfile Made(
        Terminal terminal, IReadOnlyList<string> paths, string text, Tokenizer tokenizer, CancellationToken interrupted)
    {
        var census = new FieldCensus();
        var figures = CorpusInputs.Read(terminal, "reading", paths, progress => CorpusFigures.Of(
            tokenizer, LanguageModel.Shipped, paths, text, census.Add, progress, interrupted));
        if (figures.Documents < RecordsLeast)
        {
            throw new CommandFailure(
                ExitCode.Refused,
                $"{figures.Documents} records could be read, and a profile of fewer than {RecordsLeast} may tell of single "
                + "people; name all files of the data, and with --text where its texts are.");
        }

        var found = Scanned(terminal, paths, interrupted);
        return new DataProfile(
            figures.Documents, figures.Bytes, figures.Tokens, tokenizer.Name,
            (int)(figures.Duplicates * 1000 / figures.Documents),
            found.Count == 0 ? RiskLevel.Masked : RiskLevel.Identified,
            SmallCounts.Suppress([.. figures.Languages.Select(share => (share.Language, share.Documents))]),
            census.Fields,
            [.. found.Select(one => new CountedPart(one.Key, SmallCounts.IsShown(one.Value) ? one.Value : null))])
        {
            Digest = paths is [var only] ? DigestOf(only) : "",
        };
    }

    private static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // All kinds, names and addresses as well: what is called masked has none of them.
    private static SortedDictionary<string, long> Scanned(
        Terminal terminal, IReadOnlyList<string> paths, CancellationToken interrupted)
    {
        var policy = PolicyPacks.Default;
        var run = new MaskRun
        {
            Policy = policy with { Detection = policy.Detection with { FindsNames = true } },
            Threads = Environment.ProcessorCount,
            Writes = false,
        };
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in paths.Select(path => new Inputs(path)))
        {
            foreach (var (entity, count) in input.Scan(Progress.Of(terminal, run, input), interrupted).Counts)
                found[entity] = found.GetValueOrDefault(entity) + count;
        }

        return found;
    }

    private static void WriteTable(Terminal terminal, DataProfile profile)
    {
        var table = new TextTable(TableColumn.Words("FIGURE"), new("VALUE"));
        table.Add("records", NumberText.Whole(profile.Records));
        table.Add("bytes of text", NumberText.Whole(profile.Bytes));
        table.Add($"tokens ({profile.Tokenizer})", NumberText.Whole(profile.Tokens));
        table.Add("there before, %", NumberText.Decimals(profile.DuplicateMilli / 10.0, 1));
        table.Add("risk level (GB/T 42460)", $"{(int)profile.Risk} {profile.Risk.ToString().ToLowerInvariant()}");
        foreach (var part in profile.Languages) table.Add($"language {part.Name}", Shown(part));
        foreach (var field in profile.Fields) table.Add($"member {DisplayWidth.Printable(field.Name)}", field.Kind);
        foreach (var part in profile.Findings) table.Add($"found {part.Name}", Shown(part));
        table.Write(terminal);
    }

    private static string Shown(CountedPart part) =>
        part.Records is { } records ? NumberText.Whole(records) : "suppressed";
}
