using System.Runtime.InteropServices;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Running;

/// <summary>The first documents that went for each reason, in the order of the input.</summary>
internal sealed class ExampleShelf
{
    // So many for each reason, and so many bytes of their text.
    private const int CountMax = 3;
    private const int BytesMax = 300;

    private readonly Dictionary<(string Stage, string Reason), List<RemovedExample>> _examples = [];

    /// <summary>All examples, by stage and reason.</summary>
    public IEnumerable<RemovedExample> All => _examples
        .OrderBy(entry => entry.Key.Stage, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Reason, StringComparer.Ordinal)
        .SelectMany(entry => entry.Value);

    /// <summary>Whether another example is of use.</summary>
    public bool HasRoom(string stage, string reason) =>
        !_examples.TryGetValue((stage, reason), out var shelf) || shelf.Count < CountMax;

    /// <summary>Takes a document while there is room.</summary>
    public void Add(string stage, string reason, string file, long place, ReadOnlySpan<byte> text)
    {
        if (HasRoom(stage, reason))
            Add(new RemovedExample(stage, reason, file, place, Encoding.UTF8.GetString(Utf8.Start(text, BytesMax))));
    }

    /// <summary>Takes an example while there is room.</summary>
    public void Add(RemovedExample example)
    {
        if (!HasRoom(example.Stage, example.Reason)) return;

        ref var shelf = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _examples, (example.Stage, example.Reason), out _);
        (shelf ??= []).Add(example);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _examples.Clear();
}
