using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Storage;

namespace Headroom.Cli.Serving;

/// <summary>Where a pool of this machine lies: its folder, and its store.</summary>
/// <param name="Folder">Whole path of the folder.</param>
/// <param name="Store">The store, in a file of the folder where nothing else is said.</param>
internal sealed record PoolPlace(string Folder, StoreAddress Store)
{
    public static Option<string?> DataOption() => new("--data")
    {
        Description = "Folder of the pool [default: ~/.headroom/data]",
        HelpName = "DIR",
        Arity = ArgumentArity.ExactlyOne,
    };

    public static Option<string?> StoreOption() => new("--store")
    {
        Description = "PostgreSQL, as postgres://user@host/database or 'Host=…' [default: a file of the data folder]",
        HelpName = "STORE",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>The place that the options of a command name, or what is set.</summary>
    public static PoolPlace Of(ParseResult parsed, Settings settings) => Of(
        settings[Setting.Data, parsed.GetValue<string?>(Setting.Data.Flag)].Text!,
        settings[Setting.Store, parsed.GetValue<string?>(Setting.Store.Flag)].Text);

    /// <summary>A place; the store is null for a file of the folder.</summary>
    /// <exception cref="CommandFailure">The store is named in a way that cannot be read.</exception>
    public static PoolPlace Of(string data, string? store)
    {
        var folder = Path.GetFullPath(data);
        try
        {
            return new PoolPlace(
                folder,
                store is not null ? StoreAddress.Parse(store) : StoreAddress.File(Path.Combine(folder, "headroom.db")));
        }
        catch (FormatException fault)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"The store cannot be read: {fault.Message}.");
        }
    }
}
