namespace Headroom.Formats.Tensors;

/// <summary>Name and shape of a tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
public sealed record TensorShape(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => checked(count * size));

    /// <summary>Name and shape as one word, such as <c>layer.weight[4,8]</c>.</summary>
    public override string ToString() => $"{Name}[{string.Join(',', Shape)}]";
}

/// <summary>Tensors of a model or of an update, as one row of numbers.</summary>
/// <param name="Layout">What they are, in the order of their names (ordinal).</param>
/// <param name="Values">Their numbers, tensor after tensor in that order; all finite.</param>
public sealed record TensorSet(IReadOnlyList<TensorShape> Layout, float[] Values)
{
    /// <summary>The first difference in names or shapes, as a sentence without a full stop; null for none.</summary>
    public string? DiffersFrom(TensorSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (mine, theirs) = (Layout.Select(one => one.ToString()), other.Layout.Select(one => one.ToString()));
        var (more, less) = (mine.Except(theirs).FirstOrDefault(), theirs.Except(mine).FirstOrDefault());
        return less is not null ? $"the tensor {less} is missing" : more is not null ? $"there is a tensor {more} too many" : null;
    }
}
