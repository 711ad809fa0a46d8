namespace Headroom.Engines.Local.Limits;

/// <summary>Where this process stands in the cgroup hierarchies of the machine (cgroups(7)).</summary>
internal sealed record CgroupMounts
{
    /// <summary>Folder of its group in the unified hierarchy (version 2); null without one.</summary>
    public string? Unified { get; init; }

    /// <summary>Folder of its group in the hierarchy of a controller (version 1), by the controller's name.</summary>
    public required IReadOnlyDictionary<string, string> Version1 { get; init; }

    /// <summary>As <c>/proc</c> has it now; nothing where it cannot be read.</summary>
    public static CgroupMounts Read()
    {
        try
        {
            return Parse(File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Parse([], []);
        }
    }

    /// <summary>Reads the two files of <c>/proc</c>.</summary>
    public static CgroupMounts Parse(IEnumerable<string> mounts, IEnumerable<string> groups)
    {
        var own = groups.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToArray();
        var version1 = new Dictionary<string, string>(StringComparer.Ordinal);
        string? unified = null;
        foreach (var line in mounts)
        {
            var halves = line.Split(" - ", 2);
            if (halves.Length < 2) continue;

            var (place, kind) = (halves[0].Split(' '), halves[1].Split(' '));
            if (place.Length < 5 || kind.Length < 3) continue;

            if (kind[0] == "cgroup2" && own.FirstOrDefault(parts => parts[1].Length == 0) is { } group)
                unified ??= Folder(place[4], place[3], group[2]);

            if (kind[0] != "cgroup") continue;
            foreach (var controller in kind[2].Split(','))
            {
                if (own.FirstOrDefault(parts => parts[1].Split(',').Contains(controller)) is { } one)
                    version1.TryAdd(controller, Folder(place[4], place[3], one[2]));
            }
        }

        return new CgroupMounts { Unified = unified, Version1 = version1 };
    }

    // A mount may show a part of the hierarchy only: the group's path is then told from that part's.
    private static string Folder(string mount, string root, string group)
    {
        var inside = root != "/" && group.StartsWith(root, StringComparison.Ordinal) ? group[root.Length..] : group;
        return Path.TrimEndingDirectorySeparator(mount + "/" + inside.TrimStart('/'));
    }
}
