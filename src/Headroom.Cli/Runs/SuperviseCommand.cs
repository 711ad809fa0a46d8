using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Engines.Local.Supervision;

namespace Headroom.Cli.Runs;

/// <summary>
/// <c>headroom supervise</c>: the process that watches over one local run. The local engine starts it; it is hidden
/// because nobody has a reason to type it.
/// </summary>
internal static class SuperviseCommand
{
    private const string Name = "supervise";

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Folder of the run", HelpName = "DIR" };
        var command = new DocumentedCommand(
            Name, "Watch over one local run to its end; the local engine does this.", "headroom supervise runs/a-run")
        {
            directory,
        };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var folder = parsed.GetRequiredValue(directory);
            if (!Directory.Exists(folder))
                throw new CommandFailure(ExitCode.NotFound, $"{folder}: there is no such folder; give that of a run.");

            await RunSupervisor.RunAsync(folder, TimeProvider.System);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>
    /// Whether a command line is this command's. Such a process answers SIGTERM by stopping its run with all the time
    /// that the run is given, and not by leaving.
    /// </summary>
    public static bool Is(IReadOnlyList<string> arguments) => arguments is [Name, ..];
}
