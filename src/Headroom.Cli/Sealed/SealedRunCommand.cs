using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Headroom.Cli.Exchange;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Files;

namespace Headroom.Cli.Sealed;

/// <summary>
/// <c>headroom sealed run</c>: the process of a job that opens sealed data. A pool starts it for each job under an
/// agreement with sealed data.
/// </summary>
internal sealed class SealedRunCommand(Terminal terminal)
{
    private readonly Argument<string[]> _words = CommandWords.Argument();
    private readonly Option<string> _folder = ExchangeOptions.Folder();
    private readonly Option<string> _agreement = Required("--agreement", "ID", "The agreement");
    private readonly Option<string> _job = Required("--job", "NAME", "The job, as reports name it");
    private readonly Option<string> _purpose = Required("--purpose", "WORD", "What for, as the agreement names it");
    private readonly Option<long> _seconds = new("--gpu-seconds") { Description = "What it takes at most", HelpName = "SECONDS", Required = true };
    private readonly Option<int> _patience = new("--patience") { Description = "Seconds to wait for the owner's answer", HelpName = "SECONDS", DefaultValueFactory = _ => 600 };

    public static Command Create(Terminal terminal) => new SealedRunCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "run",
            "Ask the owner of a sealed file for its key, open the file in memory and run a command that finds it under HEADROOM_DATA. A pool does this for its jobs.",
            "headroom sealed run --agreement 3fa1b2c4d5e6 --job job-7 --purpose training --gpu-seconds 3600 -- python train.py")
        {
            _words, _folder, _agreement, _job, _purpose, _seconds, _patience,
        };
        command.SetAction(
            (parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() => Run(parsed, interrupted))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var words = CommandWords.In(parsed, _words);
        if (words.Count == 0) throw new CommandFailure(ExitCode.WrongUse, "there is no command; write it behind '--'.");

        var state = new FolderExchange(parsed.GetRequiredValue(_folder), terminal.Clock).Read().State;
        var agreement = ExchangeOptions.AgreementOf(state, parsed.GetRequiredValue(_agreement));
        var places = new ExchangePlaces(parsed.GetRequiredValue(_folder));
        var asking = new KeyAsking(
            places, terminal.Clock, state.Id, agreement, parsed.GetRequiredValue(_job),
            parsed.GetRequiredValue(_purpose), JobOrder.DigestOf(words), parsed.GetRequiredValue(_seconds),
            ((DataListing)state.ListingOf(agreement.Terms.Parties.DataId)!).Profile);
        using var memory = new MemoryFile();
        var patience = TimeSpan.FromSeconds(Math.Clamp(parsed.GetRequiredValue(_patience), 1, 86_400));
        asking.Open(memory.Stream, patience, interrupted);
        return Start(words, memory.Path);
    }

    // Whoever stops the run tells all of its processes: the command ends in its own way, and this one after it.
    private static int Start(IReadOnlyList<string> words, string data)
    {
        using var stays = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        var start = new ProcessStartInfo(words[0]) { UseShellExecute = false };
        foreach (var word in words.Skip(1)) start.ArgumentList.Add(word);
        start.Environment["HEADROOM_DATA"] = data;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Option<string> Required(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, Required = true };
}
