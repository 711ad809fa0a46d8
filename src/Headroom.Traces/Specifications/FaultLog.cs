using Headroom.Cluster;

namespace Headroom.Traces.Specifications;

/// <summary>Faults of one file, up to the bound of a check.</summary>
internal sealed class FaultLog
{
    private readonly string _file;
    private readonly List<FileFault> _faults = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The log of a file.</summary>
    public FaultLog(string file)
    {
        _file = file;
        Values = new ValueReader(this);
    }

    /// <summary>Reads values whose faults go here.</summary>
    public ValueReader Values { get; }

    /// <summary>Whether nothing more will be kept: whoever reads may stop.</summary>
    public bool IsFull => _faults.Count == SpecificationFault.CountMax;

    /// <summary>Keeps a fault.</summary>
    public void Add(int line, string key, string problem, string remedy)
    {
        if (IsFull) return;

        _faults.Add(new FileFault(line, key, problem, remedy));
        _keys.Add(key);
    }

    /// <summary>
    /// Whether a key, or one around it, could not be read: what a check then finds there is no fault of its own.
    /// </summary>
    public bool Covers(string key)
    {
        if (_keys.Contains(key) || _keys.Contains("")) return true;

        for (var at = key.LastIndexOfAny(['.', '[']); at > 0; at = key.LastIndexOfAny(['.', '['], at - 1))
        {
            if (_keys.Contains(key[..at])) return true;
        }

        return false;
    }

    /// <summary>Refuses the file when it has faults, told in the order of their lines.</summary>
    /// <exception cref="TraceFormatException">There is at least one.</exception>
    public void Throw()
    {
        if (_faults.Count > 0) throw new TraceFormatException(_file, [.. _faults.OrderBy(fault => fault.Line)]);
    }
}
