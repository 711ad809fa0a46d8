using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Serving;
using Headroom.Server;

namespace Headroom.Cli.Keeping;

/// <summary><c>headroom restore</c>: a pool as a backup has it, where there was none.</summary>
internal static class RestoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The backup", HelpName = "FILE" };
        var (data, store) = (PoolPlace.DataOption(), PoolPlace.StoreOption());
        var command = new DocumentedCommand(
            "restore",
            "Fill an empty store from a backup, all or nothing. No pool may use the store meanwhile.",
            "headroom restore --data pool backup.db",
            "headroom restore --store 'Host=db;Database=pool;Username=pool' backup.db")
        {
            file, data, store, Settings.FileOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var place = PoolPlace.Of(parsed, Settings.Of(parsed, terminal));
            var backup = parsed.GetRequiredValue(file);
            if (!File.Exists(backup)) throw new CommandFailure(ExitCode.NotFound, $"there is no backup {backup}.");

            await WatchedFile.RunAsync(
                terminal, "Restoring", place.Store.IsPostgres ? 0 : WatchedFile.SizeOf(backup),
                () => WatchedFile.SizeOf($"{place.Store}") + WatchedFile.SizeOf($"{place.Store}-wal"),
                () => Restore(backup, place));
            terminal.Output.WriteLine($"{place.Store} holds what {backup} holds; start the pool with 'headroom up'.");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Restore(string backup, PoolPlace place)
    {
        try
        {
            Restoring.Run(backup, place.Store, place.Folder);
        }
        catch (IOException held) when (held.InnerException is IOException)
        {
            throw new CommandFailure(ExitCode.Refused, $"{held.Message}.");
        }
    }
}
