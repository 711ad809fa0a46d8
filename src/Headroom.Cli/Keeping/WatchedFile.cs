using Headroom.Cli.Output;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Keeping;

/// <summary>Work on a store that fills a file: its size is all that tells how far it is.</summary>
internal static class WatchedFile
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Does the work in a thread of its own, and draws how much of the file is there.</summary>
    /// <param name="terminal">Where it is drawn.</param>
    /// <param name="title">What is done.</param>
    /// <param name="bytes">Size that the file will have, about; 0 when it is not known.</param>
    /// <param name="written">Size that it has.</param>
    /// <param name="work">The work.</param>
    public static async Task RunAsync(
        Terminal terminal, string title, long bytes, Func<long> written, Action work)
    {
        using var bar = new ProgressBar(terminal, title, MebibytesOf(bytes));
        var done = Task.Run(work);
        while (await Task.WhenAny(done, Task.Delay(Look, terminal.Clock)) != done)
        {
            if (bytes > 0) bar.Draw(MebibytesOf(Math.Min(written(), bytes)));
        }

        try
        {
            await done;
        }
        catch (StoreException fault)
        {
            throw StoreFailure.Of(fault);
        }
    }

    /// <summary>Size of a file; 0 where there is none.</summary>
    public static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static int MebibytesOf(long bytes) => (int)Math.Min(int.MaxValue, (bytes + (1 << 20) - 1) >> 20);
}
