using System.CommandLine;
using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Cli.Sharding;
using Headroom.Formats;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Reports;
using Headroom.Privacy.Risk;
using Headroom.Privacy.Tokens;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom mask</c>: copies files with what is personal in them masked.</summary>
internal sealed class MaskCommand(Terminal terminal)
{
    private readonly DetectionOptions _options = new();
    private readonly Option<string?> _out = new("--out") { Description = "Folder for masked files; made where there is none", HelpName = "DIR" };
    private readonly Option<string?> _key = Files.One("--key-file", "Key of the masking project, for policies that need one");
    private readonly Option<string?> _report = Files.One(
        "--report",
        "Write a report with counts, hashes and a second reading of the output; a page too for a name in .html");
    private readonly Option<string?> _tokenMap = Files.One("--token-map", "What tokens stand for, for policies that have them; made where there is none");
    private readonly LedgerOptions _ledger = new();
    private readonly Option<string?> _findings = Files.One("--findings", "Write where each finding is, as JSON Lines");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Count what would be masked and write nothing" };

    private readonly Option<string?> _quasi = new("--quasi")
    {
        Description = "Columns that others may know of people: the report tells the risk that they leave",
        HelpName = "NAME[,NAME…]",
    };

    private readonly Option<int> _wanted = new("--k")
    {
        Description = "Rows that every class of --quasi should have for level 3",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on with a run that was stopped, or begin one that can be gone on with",
    };

    private readonly ShardOptions _shards = new(terminal);

    public static Command Create(Terminal terminal) => new MaskCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "mask",
            "Copy files with personal data and secrets masked. Originals are only read, and each copy appears whole or not at all.",
            "headroom mask customers.jsonl --out masked",
            "headroom mask customers.csv.gz --out masked --policy finance --report proof.json",
            "headroom mask notes.txt --out masked --policy government --key-file project.key --findings findings.jsonl",
            "headroom mask customers.jsonl --out masked --report proof.html --sign-key signer.key",
            "headroom mask people.csv --out masked --report proof.json --quasi age,zip,sex --k 10",
            "headroom mask archive.jsonl.zst --out masked --resume",
            "headroom mask *.jsonl --out masked --on west --shards 16",
            "headroom mask --stdin --format text")
        {
            _out, _key, _tokenMap, _report, _findings, _dryRun, _resume, _quasi, _wanted,
        };
        _ledger.AddTo(command);
        _options.AddTo(command);
        _shards.AddTo(command);
        return command.Serve(terminal, (call, interrupted) => PrivacyFailure.ToldAsync(() =>
            _shards.Place(call.Parsed) is { } place
                ? RunOnAsync(call, place, interrupted)
                : Task.FromResult(Run(call.Parsed, interrupted))));
    }

    private async Task<int> RunOnAsync(ServerCall call, ShardPlace place, CancellationToken interrupted)
    {
        var parsed = call.Parsed;
        var (inputs, run) = Asked(parsed);
        if (run.Policy.NeedsKey || _ledger.SignerOf(parsed) is not null)
            throw new CommandFailure(ExitCode.WrongUse, "jobs are not told the passphrase of a key; take a policy without keys for --on, and sign here.");

        Resumable(parsed, run, inputs).Dispose();
        var threads = _options.ThreadsIn(parsed) ?? ShardOptions.CoresUsual;
        string[] words = [.. OwnWords.Of(parsed), "--threads", threads.ToString(CultureInfo.InvariantCulture)];
        await new ShardedRun(call, place).RunAsync("mask", words, threads, interrupted);
        terminal.Output.WriteLine($"The masked files are in {FolderOf(parsed)}.");
        return ExitCode.Done;
    }

    private (IReadOnlyList<Inputs> Inputs, MaskRun Run) Asked(ParseResult parsed)
    {
        if (parsed.GetValue(_quasi) is not null && (parsed.GetValue(_report) is null || parsed.GetValue(_dryRun)))
            throw new CommandFailure(ExitCode.WrongUse, "--quasi measures the output for the report; name that with --report, without --dry-run.");

        var inputs = Inputs.Of(parsed, _options);
        var run = _options.RunOf(parsed);
        DemandApart(parsed, inputs);
        return (inputs, run);
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var (inputs, run) = Asked(parsed);
        if (run.Policy.NeedsKey) run = run with { Key = KeyOf(parsed, run.Policy) };
        if (_shards.Part(parsed) is not null && !parsed.GetValue(_resume))
            throw new CommandFailure(ExitCode.WrongUse, "--shard is a part of a run that is gone on with; add --resume.");
        if (parsed.GetValue(_resume)) return Resume(parsed, run, inputs, interrupted);

        var isDry = parsed.GetValue(_dryRun);
        using var tokens = run.Policy.UsesTokens && !isDry ? TokensOf(parsed, run) : null;
        run = run with { Tokens = tokens };
        using var findingsFile = parsed.GetValue(_findings) is { } path ? new WholeOutput(path) : null;
        using var lines = findingsFile is null ? null : new FindingLines(findingsFile.Stream);
        if (lines is not null) run = run with { OnFinding = lines.Write };

        var files = isDry
            ? inputs.Select(input => new MaskedFile(input.Name, "", input.Scan(Progress.Of(terminal, run, input), interrupted), default)).ToList()
            : Masked(parsed, run, inputs, interrupted);
        lines?.Flush();
        findingsFile?.Commit();
        if (parsed.GetValue(_report) is { } report) WriteReport(parsed, report, run, files);
        foreach (var file in files.Where(_ => !isDry))
            _ledger.Append(parsed, terminal, LedgerKind.Mask, file.Source, Detail(file, run.Policy));

        return inputs is [{ Path: null }] ? Outcome(files) : Told(files, run.Policy);
    }

    private void DemandApart(ParseResult parsed, IReadOnlyList<Inputs> inputs)
    {
        List<string?> outputs = [parsed.GetValue(_findings), parsed.GetValue(_tokenMap)];
        if (parsed.GetValue(_report) is { } report) outputs.AddRange(ReportFiles(report));
        if (parsed.GetValue(_out) is not null && inputs is not [{ Path: null }])
            outputs.AddRange(Targets(parsed, inputs));
        _ledger.DemandApart(
            parsed,
            [.. inputs.Select(input => input.Path), parsed.GetValue(_key), .. _options.FilesRead(parsed)], outputs);
    }

    // What was done before the run was stopped is neither done again nor told again to the ledger.
    private int Resume(ParseResult parsed, MaskRun run, IReadOnlyList<Inputs> inputs, CancellationToken interrupted)
    {
        var targets = Targets(parsed, inputs);
        var shard = _shards.Part(parsed);
        using var resumable = Resumable(parsed, run, inputs);
        var files = new List<MaskedFile>();
        var own = shard?.Of([.. inputs.Select(input => input.Length)]);
        foreach (var index in own ?? [.. Enumerable.Range(0, targets.Count)])
        {
            var result = Rest(resumable, index, Progress.Of(terminal, run, inputs[index]).OnProgress, interrupted);
            var again = parsed.GetValue(_report) is null
                ? default
                : resumable.FoundAgain(index, interrupted);
            files.Add(Measured(parsed, new MaskedFile(inputs[index].Name, targets[index], result, again), interrupted));
        }

        if (shard is not null) return Told(files, run.Policy);

        resumable.CommitFindings();
        if (parsed.GetValue(_report) is { } report) WriteReport(parsed, report, run, files);
        _ledger.AppendMissing(
            parsed, terminal, LedgerKind.Mask,
            files.Select(file => (file.Source, $"{Detail(file, run.Policy)}, run {resumable.Id}")));
        resumable.Finish();
        return Told(files, run.Policy);
    }

    private ResumableMask Resumable(ParseResult parsed, MaskRun run, IReadOnlyList<Inputs> inputs)
    {
        if (parsed.GetValue(_dryRun) || inputs is [{ Path: null }])
            throw new CommandFailure(ExitCode.WrongUse, "--resume, --shard and --on are about the masking of files; leave out --dry-run and --stdin.");

        return ResumableMask.Open(
            FolderOf(parsed), run, [.. inputs.Zip(Targets(parsed, inputs), (input, target) => (input.Name, target))],
            parsed.GetValue(_findings), _shards.Part(parsed));
    }

    private static MaskResult Rest(
        ResumableMask resumable, int index, Action<long>? onProgress, CancellationToken interrupted)
    {
        try
        {
            return resumable.Mask(index, onProgress, interrupted);
        }
        catch (OperationCanceledException)
        {
            throw new CommandFailure(ExitCode.Interrupted, "interrupted; the same command goes on from here.");
        }
    }

    private TokenMap TokensOf(ParseResult parsed, MaskRun run) => parsed.GetValue(_tokenMap) is { } path
        ? TokenMap.Open(path, run.Key!)
        : throw new CommandFailure(
            ExitCode.WrongUse, $"the policy '{run.Policy.Name}' has tokens; name the file that keeps what they stand for with --token-map.");

    private int Told(IReadOnlyList<MaskedFile> files, MaskPolicy policy)
    {
        WriteTable(files);
        if (!policy.Detection.FindsNames)
            terminal.Output.WriteLine("Names and addresses in running text were not looked for; --names does.");
        return Outcome(files);
    }

    private static string Detail(MaskedFile file, MaskPolicy policy) => string.Create(CultureInfo.InvariantCulture,
        $"to {file.Target}: {file.Result.Findings} findings in {file.Result.Records} records by policy {policy.Name} {policy.Hash[..16]}");

    private static int Outcome(IReadOnlyList<MaskedFile> files) =>
        files.Any(file => file.FoundAgain.Count > 0) ? ExitCode.Failed : ExitCode.Done;

    private string FolderOf(ParseResult parsed) => parsed.GetValue(_out)
        ?? throw new CommandFailure(ExitCode.WrongUse, "the folder for masked files is missing; name it with --out.");

    private List<string> Targets(ParseResult parsed, IReadOnlyList<Inputs> inputs)
    {
        var folder = FolderOf(parsed);
        var targets = inputs.Select(input => Path.Combine(folder, Path.GetFileName(input.Name))).ToList();
        return targets.Distinct().Count() == targets.Count
            ? targets
            : throw new CommandFailure(ExitCode.WrongUse, "two files have the same name; mask them into different folders.");
    }

    private List<MaskedFile> Masked(
        ParseResult parsed, MaskRun run, IReadOnlyList<Inputs> inputs, CancellationToken interrupted)
    {
        if (inputs is [{ Path: null }]) return [Piped(run, interrupted)];

        var targets = Targets(parsed, inputs);
        Directory.CreateDirectory(FolderOf(parsed));
        var files = new List<MaskedFile>();
        foreach (var (input, target) in inputs.Zip(targets))
        {
            var result = FileMask.Mask(Progress.Of(terminal, run, input), input.Name, target, interrupted);
            var again = parsed.GetValue(_report) is null
                ? default
                : SecondReading.Of(run, input.Name, target, interrupted);
            files.Add(Measured(parsed, new MaskedFile(input.Name, target, result, again), interrupted));
        }

        return files;
    }

    private MaskedFile Measured(ParseResult parsed, MaskedFile file, CancellationToken interrupted)
    {
        if (parsed.GetValue(_quasi) is not { } quasi) return file;

        var names = quasi.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var wanted = parsed.GetValue(_wanted);
        if (names.Length == 0 || wanted < 1)
            throw new CommandFailure(ExitCode.WrongUse, "--quasi names at least one column, and --k is at least 1.");

        using var rows = RiskReader.Read(
            file.Target, new RiskColumns(names, null), RiskRows.MemoryBytesDefault, Path.GetTempPath(), interrupted);
        var figures = rows.Measure([.. Enumerable.Range(0, names.Length)], -1, wanted, 1, interrupted);
        return file with { Risk = new ResidualRisk(names, wanted, figures) };
    }

    private MaskedFile Piped(MaskRun run, CancellationToken interrupted)
    {
        terminal.Output.Flush();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        var result = StreamMask.Run(run, "-", input, output, interrupted);
        run.Tokens?.Save(interrupted);
        return new MaskedFile("-", "-", result, default);
    }

    private MaskKey KeyOf(ParseResult parsed, MaskPolicy policy)
    {
        if (parsed.GetValue(_key) is not { } path)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"the policy '{policy.Name}' needs a key; make one with 'headroom key new' and name it with --key-file.");
        }

        using var key = KeyOptions.Read(terminal, path);
        return key.AsMaskKey();
    }

    private void WriteReport(ParseResult parsed, string path, MaskRun run, IReadOnlyList<MaskedFile> files)
    {
        using var signer = _ledger.SignerOf(parsed) is { } key ? KeyOptions.Read(terminal, key) : null;
        var report = MaskReport.Write(run.Policy, run.Key, files, terminal.Clock.GetUtcNow(), signer);
        var names = ReportFiles(path);
        WriteWhole(names[0], report);
        if (names is [_, var page])
            WriteWhole(page, Encoding.UTF8.GetBytes(MaskReportPage.Of(report, ShellText.CommandLine(parsed))));
    }

    // What is signed is the JSON: it stands beside its page.
    private static string[] ReportFiles(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
        ? [Path.ChangeExtension(path, ".json"), path]
        : [path];

    private static void WriteWhole(string path, byte[] bytes)
    {
        using var output = new WholeOutput(path);
        output.Stream.Write(bytes);
        output.Commit();
    }

    private void WriteTable(IEnumerable<MaskedFile> files)
    {
        var table = new TextTable(
            TableColumn.Words("FILE"), TableColumn.Words("MASKED"), new("RECORDS"), new("FINDINGS"), new("FOUND AGAIN"));
        foreach (var (source, target, result, again) in files)
        {
            table.Add(source, target, result.Records.ToString("N0", CultureInfo.InvariantCulture),
                result.Findings.ToString("N0", CultureInfo.InvariantCulture), again.Count.ToString("N0", CultureInfo.InvariantCulture));
        }

        table.Write(terminal);
    }
}
