using Headroom.Cluster;

namespace Headroom.Traces.Specifications;

/// <summary>A policy, a fleet or a job as a tree of keys, with the faults found so far.</summary>
internal sealed class SpecificationDocument
{
    private readonly Entry _root;

    /// <summary>Reads the tree.</summary>
    /// <exception cref="TraceFormatException">The text is empty or cannot be read as YAML.</exception>
    public SpecificationDocument(string file, string text, KeySet known)
    {
        Faults = new FaultLog(file);
        _root = YamlTree.Parse(file, text) is { } root and not ValueEntry { IsEmpty: true }
            ? root
            : throw new TraceFormatException(file, 0, "the file holds nothing", $"write {string.Join(", ", known.Keys)}");
        Root = new Section(_root, "", known, Faults);
    }

    /// <summary>The outermost keys.</summary>
    public Section Root { get; }

    /// <summary>Faults found so far.</summary>
    public FaultLog Faults { get; }

    /// <summary>
    /// Adds what a check found with the line of each key, but for what follows from a value that could not be read.
    /// </summary>
    public void Add(IEnumerable<SpecificationFault> found)
    {
        // Before any is added: two faults that a check finds at one key are both told.
        var own = found.Where(fault => !Faults.Covers(fault.Key)).ToArray();
        foreach (var fault in own.TakeWhile(_ => !Faults.IsFull))
            Faults.Add(KeyPath.LineOf(_root, fault.Key), fault.Key, fault.Problem, fault.Remedy);
    }
}
