using Headroom.Cluster;

namespace Headroom.Scheduling.Nodes;

/// <summary>The catalogue of task classes met so far. Not thread-safe.</summary>
/// <param name="chipModels">Models of the fleet; complete before the first class is made.</param>
public sealed class TaskClasses(ChipModels chipModels)
{
    private readonly Dictionary<TaskRequest, TaskClass> _classes = [];

    /// <summary>Classes met so far.</summary>
    public int Count => _classes.Count;

    /// <summary>The class of <paramref name="request"/>, made on first sight.</summary>
    public TaskClass Of(TaskRequest request)
    {
        if (_classes.TryGetValue(request, out var known)) return known;

        var added = new TaskClass(_classes.Count, request, chipModels.AdmittedBy(request));
        _classes.Add(request, added);
        return added;
    }
}
