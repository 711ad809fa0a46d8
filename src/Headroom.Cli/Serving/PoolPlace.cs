using System.CommandLine;
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
        Description = "PostgreSQL by connection string, from 'Host=' on [default: a file of the data folder]",
        HelpName = "STORE",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>The place that options name; null for what they do not.</summary>
    public static PoolPlace Of(string? data, string? store)
    {
        var folder = Path.GetFullPath(data ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".headroom", "data"));
        return new PoolPlace(
            folder,
            store is not null ? StoreAddress.Parse(store) : StoreAddress.File(Path.Combine(folder, "headroom.db")));
    }
}
