using System.Globalization;

namespace Headroom.Engines.Local.Processes;

/// <summary>All processes that this one can see, at about one moment.</summary>
internal static class ProcessTable
{
    /// <summary>All of them, in no order that counts.</summary>
    public static List<ProcessEntry> All()
    {
        var all = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var name = Path.GetFileName(folder.AsSpan());
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && ProcessEntry.Of(pid) is { } entry)
            {
                all.Add(entry);
            }
        }

        return all;
    }

    /// <summary>Those that descend from <paramref name="roots"/>, without them.</summary>
    public static List<ProcessEntry> Descendants(IReadOnlyList<ProcessEntry> all, IEnumerable<int> roots)
    {
        var children = all.ToLookup(entry => entry.Parent);
        var seen = roots.ToHashSet();
        var waiting = new Stack<int>(seen);
        var found = new List<ProcessEntry>();
        while (waiting.TryPop(out var parent))
        {
            foreach (var child in children[parent])
            {
                if (!seen.Add(child.Identity.Pid)) continue;
                found.Add(child);
                waiting.Push(child.Identity.Pid);
            }
        }

        return found;
    }

    /// <summary>Name of this boot of the machine: after another, no process is what it was.</summary>
    public static string BootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
