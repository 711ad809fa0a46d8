using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Engines.Local.Limits;

/// <summary>The groups of one run: one in the unified hierarchy, or one for each controller of version 1.</summary>
internal sealed class RunCgroups
{
    private readonly List<Cgroup> _groups = [];

    /// <summary>Their folders.</summary>
    public ValueList<string> Folders => ValueList.From(_groups.Select(group => group.Folder));

    /// <summary>Plans that no group holds: each by the name of its controller, with why.</summary>
    public Dictionary<string, string> NotHeld { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the groups for what is asked; what cannot be had is in <see cref="NotHeld"/>.</summary>
    public static RunCgroups Make(CgroupMounts mounts, string name, IReadOnlyList<CgroupPlan> plans)
    {
        var made = new RunCgroups();
        foreach (var plan in plans)
        {
            try
            {
                made.Add(mounts, name, plan);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                made.NotHeld[plan.Controller] = fault.Message;
            }
        }

        return made;
    }

    /// <summary>Moves this process in, or out again; what it starts while inside stays inside.</summary>
    public void Move(bool inside)
    {
        foreach (var group in _groups.ToArray())
        {
            try
            {
                group.Move(inside);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Not left: then this process counts as one of the run's, which is no reason not to watch over it.
                if (!inside) continue;

                foreach (var controller in group.Controllers) NotHeld[controller] = fault.Message;
                _groups.Remove(group);
                Cgroup.Remove(group.Folder);
            }
        }
    }

    /// <summary>From now on nothing in the run can start another process, where processes are counted.</summary>
    public void ForbidForks()
    {
        foreach (var group in _groups)
        {
            try
            {
                if (group.Get("pids.max") is not null) group.Set("pids.max", "0");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The kill loop does without.
            }
        }
    }

    /// <summary>Whether the kernel has ended something for want of memory.</summary>
    public bool RanOutOfMemory => _groups.Any(group =>
        group.Get("memory.events", "oom_kill") > 0 || group.Get("memory.oom_control", "oom_kill") > 0);

    /// <summary>Most memory of the run as a whole, in bytes; null when no group knows.</summary>
    public long? PeakBytes => _groups
        .Select(group => group.Get("memory.peak") ?? group.Get("memory.max_usage_in_bytes"))
        .Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var bytes) ? bytes : (long?)null)
        .FirstOrDefault(bytes => bytes is not null);

    /// <summary>Removes the groups, when nothing runs in them any more.</summary>
    public void Remove()
    {
        foreach (var group in _groups) Cgroup.Remove(group.Folder);
    }

    private void Add(CgroupMounts mounts, string name, CgroupPlan plan)
    {
        if (mounts.Version1.TryGetValue(plan.Controller, out var home))
        {
            Fill(Make(new Cgroup($"{home}/{name}", home)), plan.Controller, plan.Version1);
            return;
        }

        if (mounts.Unified is not { } unified) throw new IOException("there is no such cgroup controller here");

        Enable(unified, plan.Controller);
        var group = _groups.FirstOrDefault(group => group.Home == unified)
            ?? Make(new Cgroup($"{unified}/{name}", unified));
        Fill(group, plan.Controller, plan.Version2);
    }

    // A group whose own processes are in it may not hand controllers down (the kernel says "busy"), unless it is the
    // root: then a site delegates a group and starts the program in a leaf of it.
    private static void Enable(string unified, string controller)
    {
        var file = $"{unified}/cgroup.subtree_control";
        if (!File.ReadAllText(file).Split(' ', '\n').Contains(controller)) File.WriteAllText(file, $"+{controller}");
    }

    private Cgroup Make(Cgroup group)
    {
        Directory.CreateDirectory(group.Folder);
        _groups.Add(group);
        return group;
    }

    private static void Fill(Cgroup group, string controller, (string File, string Value)[] settings)
    {
        foreach (var (file, value) in settings)
        {
            try
            {
                group.Set(file, value);
            }
            catch (IOException) when (CgroupPlan.IsOptional(file))
            {
            }
        }

        group.Controllers.Add(controller);
    }
}
