using System.Diagnostics;
using System.Globalization;

namespace Headroom.Cli.Output;

/// <summary>
/// A bar on the error stream for whatever takes over a second; nothing where nobody watches. Clears itself.
/// </summary>
internal sealed class ProgressBar(Terminal terminal, string title, int total) : IDisposable
{
    private const int Cells = 30;
    private const string ClearLine = "\r\e[K";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _isDrawn;

    public void Draw(int done)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        if (!terminal.IsWatched || elapsed < Patience) return;

        var filled = total == 0 ? Cells : (int)((long)Cells * done / total);
        var left = done == 0 ? "" : $", {NumberText.Duration(elapsed.TotalSeconds * (total - done) / done)} left";
        var bar = new string('━', filled) + new string('╌', Cells - filled);
        terminal.Error.Write(
            string.Create(CultureInfo.InvariantCulture, $"{ClearLine}{title} {bar} {done}/{total}{left}"));
        terminal.Error.Flush();
        _isDrawn = true;
    }

    public void Dispose()
    {
        if (!_isDrawn) return;

        terminal.Error.Write(ClearLine);
        terminal.Error.Flush();
    }
}
