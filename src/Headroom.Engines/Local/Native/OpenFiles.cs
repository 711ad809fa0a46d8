using System.Globalization;

namespace Headroom.Engines.Local.Native;

/// <summary>The files that this process has open.</summary>
internal static class OpenFiles
{
    private const int SetFlags = 2;
    private const int LastStandardStream = 2;

    /// <summary>
    /// No program started from now on inherits any but the standard streams. .NET opens its own so; those that this
    /// process inherited itself, such as a script's lock, would be held for as long as a run lasts.
    /// </summary>
    public static void KeepPrivate()
    {
        foreach (var path in Directory.GetFiles("/proc/self/fd"))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
                && descriptor > LastStandardStream)
            {
                _ = Libc.fcntl(descriptor, SetFlags, 1);
            }
        }
    }
}
