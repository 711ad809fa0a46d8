using System.CommandLine;
using Headroom.Cli.Exchange;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange;
using Headroom.Exchange.Releases;

namespace Headroom.Cli.Sealed;

/// <summary><c>headroom sealed release</c>: answers those who ask for the key of a sealed file.</summary>
internal sealed class ReleaseCommand(Terminal terminal)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly Option<string> _folder = ExchangeOptions.Folder();
    private readonly Option<string> _file = Required("--file", "Sealed file, as its owner has it");
    private readonly Option<string> _sealKey = Required("--seal-key", "Key that opens the file");
    private readonly Option<string> _owner = Required("--key", "Key that signs for its owner on the exchange, and signs the ledger");
    private readonly Option<string> _ledger = Required("--ledger", "Ledger of releases and denials");
    private readonly Option<bool> _once = new("--once") { Description = "Answer what waits, and end" };

    public static Command Create(Terminal terminal) => new ReleaseCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "release",
            "Answer jobs that ask for the key of a sealed file: within an agreement it is released to that job alone; every answer is a row of the ledger.",
            "headroom sealed release --file notes.sealed --seal-key seal.key --key clinic.key --ledger audit.jsonl",
            "headroom sealed release --file notes.sealed --seal-key seal.key --key clinic.key --ledger audit.jsonl --once")
        {
            _folder, _file, _sealKey, _owner, _ledger, _once,
        };
        command.SetAction(
            (parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() => Run(parsed, interrupted))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        using var sealKey = KeyOptions.Read(terminal, parsed.GetRequiredValue(_sealKey));
        using var owner = KeyOptions.Read(terminal, parsed.GetRequiredValue(_owner));
        var folder = parsed.GetRequiredValue(_folder);
        var places = new ExchangePlaces(folder);
        var answers = new ReleaseAnswers(
            parsed.GetRequiredValue(_file), sealKey, owner, parsed.GetRequiredValue(_ledger));
        do
        {
            foreach (var path in Directory.EnumerateFiles(places.Requests, "*.request.json").Order(StringComparer.Ordinal))
            {
                var id = Path.GetFileName(path)[..^".request.json".Length];
                if (File.Exists(places.Answer(id))) continue;

                var state = new FolderExchange(folder, terminal.Clock).Read().State;
                terminal.Output.WriteLine(Answer(answers, state, places, path, id));
                terminal.Output.Flush();
            }
        }
        while (!parsed.GetValue(_once) && !interrupted.WaitHandle.WaitOne(Poll));

        return ExitCode.Done;
    }

    private string Answer(
        ReleaseAnswers answers, Headroom.Exchange.Journal.ExchangeState state, ExchangePlaces places, string path,
        string id)
    {
        try
        {
            if (new FileInfo(path).Length > ShownRequest.BytesMax) throw new ExchangeException("this is no request for a sealed file.");
            var shown = ShownRequest.Read(File.ReadAllBytes(path));
            if (shown.Request.Id != id) throw new ExchangeException("the request is not that of its name.");

            var (answer, told) = answers.Of(state, shown, terminal.Clock.GetUtcNow());
            ReleaseAnswers.Write(places.Answer(id), answer);
            return told;
        }
        catch (ExchangeException fault)
        {
            ReleaseAnswers.Write(places.Answer(id), "denied: " + fault.Message);
            return $"denied {id[..Math.Min(12, id.Length)]}: {fault.Message}";
        }
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Required = true };
}
