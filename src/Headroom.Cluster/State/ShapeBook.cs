using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>Shapes of jobs, numbered in order of first use.</summary>
internal sealed class ShapeBook
{
    private readonly Dictionary<JobShape, int> _numbers;
    private readonly List<JobShape> _shapes;

    public ShapeBook() => (_numbers, _shapes) = ([], []);

    private ShapeBook(ShapeBook other) => (_numbers, _shapes) = (new(other._numbers), [.. other._shapes]);

    /// <summary>All shapes by their numbers.</summary>
    public IReadOnlyList<JobShape> All => _shapes;

    /// <summary>A copy that changes on its own.</summary>
    public ShapeBook Copy() => new(this);

    /// <summary>The number of a shape, which it gets where it is new.</summary>
    public int NumberOf(JobShape shape)
    {
        if (_numbers.TryGetValue(shape, out var known)) return known;

        _numbers.Add(shape, _shapes.Count);
        _shapes.Add(shape);
        return _shapes.Count - 1;
    }
}
