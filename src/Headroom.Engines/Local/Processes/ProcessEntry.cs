using System.Globalization;

namespace Headroom.Engines.Local.Processes;

/// <summary>A process as <c>/proc/PID/stat</c> has it (proc(5)).</summary>
internal sealed record ProcessEntry(ProcessIdentity Identity, int Parent, int Session, char State)
{
    private const int ParentField = 1;
    private const int SessionField = 3;
    private const int StartField = 19;

    /// <summary>Ended, and only waits for its parent to look.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>The process with this number; null when there is none.</summary>
    public static ProcessEntry? Of(int pid)
    {
        try
        {
            return Parse(pid, File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads one line. A program's name may have spaces and brackets in it: what follows the last is safe.
    /// </summary>
    public static ProcessEntry? Parse(int pid, string line)
    {
        var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= StartField) return null;

        var start = long.Parse(fields[StartField], CultureInfo.InvariantCulture);
        return new ProcessEntry(
            new ProcessIdentity(pid, start), Number(fields[ParentField]), Number(fields[SessionField]), fields[0][0]);
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
