using Headroom.Privacy.Names;

namespace Headroom.Tagging;

/// <summary>What the labels of a model mean: "B-PER" begins a person, "I-PER" goes on with it, "O" is nothing.</summary>
internal sealed class LabelSet
{
    private readonly (NameTag Tag, bool IsBegin, bool IsEnd)[] _labels;

    /// <param name="labels">In the order of the model's outputs.</param>
    /// <param name="tags">Tags by kind, such as "PER"; other kinds are of nothing.</param>
    public LabelSet(IReadOnlyList<string> labels, IReadOnlyDictionary<string, NameTag> tags) =>
        _labels = [.. labels.Select(label => Meaning(label, tags))];

    /// <summary>Labels.</summary>
    public int Count => _labels.Length;

    /// <summary>What a label says of a word: its tag, and whether a name begins or ends with it.</summary>
    public (NameTag Tag, bool IsBegin, bool IsEnd) this[int label] => _labels[label];

    /// <summary>The kind of a label, without the letter for its place; empty for "O".</summary>
    public static string KindOf(string label) =>
        label == "O" ? "" : HasPlace(label) ? label[2..] : label;

    // IOB, BIOES and BILOU: B begins, S and U stand alone, E and L end; M is inside.
    private static (NameTag, bool, bool) Meaning(string label, IReadOnlyDictionary<string, NameTag> tags)
    {
        var tag = tags.GetValueOrDefault(KindOf(label));
        return tag == NameTag.None || !HasPlace(label)
            ? (tag, false, false)
            : (tag, label[0] is 'B' or 'S' or 'U', label[0] is 'E' or 'L' or 'S' or 'U');
    }

    private static bool HasPlace(string label) =>
        label.Length > 2 && label[1] is '-' or '_' && label[0] is 'B' or 'I' or 'E' or 'S' or 'M' or 'L' or 'U';
}
