using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Tokens;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom unmask</c>: puts values back in the place of their tokens.</summary>
internal sealed class UnmaskCommand(Terminal terminal)
{
    private readonly Argument<string[]> _files = new("files") { Description = "Files that were masked with tokens", HelpName = "FILE…", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "Folder for opened files; made where there is none", HelpName = "DIR", Required = true };
    private readonly Option<string> _map = new("--token-map") { Description = "What tokens stand for", HelpName = "FILE", Required = true };
    private readonly Option<string> _key = new("--key-file") { Description = "Key of the masking project", HelpName = "FILE", Required = true };
    private readonly DefaultedOption<FileFormat?> _format = DetectionOptions.FormatOption();
    private readonly LedgerOptions _ledger = new();

    public static Command Create(Terminal terminal) => new UnmaskCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "unmask",
            "Put values back in the place of their tokens. Everything else stays as it was masked.",
            "headroom unmask masked/customers.jsonl --out opened --token-map tokens.map --key-file project.key",
            "headroom unmask answers.csv --out opened --token-map tokens.map --key-file project.key --ledger audit.jsonl --sign-key signer.key")
        {
            _files, _out, _map, _key, _format,
        };
        _ledger.AddTo(command);
        command.SetAction(
            (parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() => Run(parsed, interrupted))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var (files, folder) = (parsed.GetRequiredValue(_files), parsed.GetRequiredValue(_out));
        foreach (var file in files)
        {
            if (!File.Exists(file)) throw new CommandFailure(ExitCode.NotFound, $"{file}: there is no such file; check the path.");
        }

        var targets = files.Select(file => Path.Combine(folder, Path.GetFileName(file))).ToList();
        _ledger.DemandApart(parsed, [.. files, parsed.GetRequiredValue(_map), parsed.GetRequiredValue(_key)], targets);
        using var key = KeyOptions.Read(terminal, parsed.GetRequiredValue(_key));
        using var tokens = TokenReader.Open(parsed.GetRequiredValue(_map), key.AsMaskKey());
        var run = new MaskRun
        {
            Policy = new MaskPolicy { Name = "unmask", Default = new Tokenise() },
            Tokens = tokens,
            RestoresTokens = true,
            Format = _format.In(parsed),
            Threads = Environment.ProcessorCount,
        };
        Directory.CreateDirectory(folder);
        var table = new TextTable(
            TableColumn.Words("FILE"), TableColumn.Words("OPENED"), new("RECORDS"), new("TOKENS"), new("NOT IN THE MAP"));
        foreach (var (file, target) in files.Zip(targets))
        {
            var before = tokens.Unknown;
            // Told before it is done: a crash in between may tell of too much, never of too little.
            _ledger.Append(
                parsed, terminal, LedgerKind.Release, file,
                $"values to {target} in the place of tokens, by {parsed.GetValue(_map)}");
            var result = FileMask.Mask(Progress.Of(terminal, run, new Inputs(file)), file, target, interrupted);
            table.Add(file, target, Count(result.Records), Count(result.Findings), Count(tokens.Unknown - before));
        }

        table.Write(terminal);
        return tokens.Unknown == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
