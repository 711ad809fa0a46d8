using Headroom.Cli.Output;
using Headroom.Privacy.Masking;

namespace Headroom.Cli.Privacy;

/// <summary>Draws how far a file is read.</summary>
internal static class Progress
{
    private const int Steps = 1_000;

    public static MaskRun Of(Terminal terminal, MaskRun run, Inputs input)
    {
        var length = input.Length;
        if (length == 0 || !terminal.IsWatched) return run;

        var bar = new ProgressBar(terminal, input.Name, Steps);
        var done = 0L;
        return run with
        {
            // Compressed files hold more than they are long: the bar stops at its end.
            OnProgress = bytes =>
            {
                done += bytes;
                bar.Draw((int)Math.Min(Steps, done * Steps / length));
                if (done >= length) bar.Dispose();
            },
        };
    }
}
