using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Serving;
using Headroom.Storage;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Keeping;

/// <summary><c>headroom backup</c>: all that a pool knows as one file, while it goes on.</summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "File to be made", HelpName = "FILE" };
        var (data, store) = (PoolPlace.DataOption(), PoolPlace.StoreOption());
        var command = new DocumentedCommand(
            "backup",
            "Write all that the store of a pool holds to a file, as of one moment. The pool may run meanwhile.",
            "headroom backup pool-monday.db",
            "headroom backup --data pool backup.db")
        {
            file, data, store, Settings.FileOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var place = PoolPlace.Of(parsed, Settings.Of(parsed, terminal));
            var target = parsed.GetRequiredValue(file);
            using var opened = Open(place);
            await WatchedFile.RunAsync(
                terminal, "Backing up", place.Store.IsPostgres ? 0 : WatchedFile.SizeOf(place.Store.ToString()),
                () => WatchedFile.SizeOf(target + ".unfinished"), () => opened.BackUp(target));
            terminal.Output.WriteLine($"{place.Store} is backed up in {target}, {SizeText.Of(WatchedFile.SizeOf(target))}.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The store of a pool, to be read.</summary>
    public static ReadOnlyStore Open(PoolPlace place)
    {
        try
        {
            if (!place.Store.IsPostgres && !File.Exists(place.Store.ToString()))
            {
                throw new CommandFailure(
                    ExitCode.NotFound, $"there is no pool at {place.Store}; name its folder with --data.");
            }

            return ReadOnlyStore.Open(place.Store);
        }
        catch (StoreException fault)
        {
            throw StoreFailure.Of(fault);
        }
    }
}
