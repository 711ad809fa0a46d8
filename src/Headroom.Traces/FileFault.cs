namespace Headroom.Traces;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="Line">Line of the file, from 1; 0 when the fault is the file itself.</param>
/// <param name="Key">The key at fault, such as <c>queues[2].parent</c>; empty where a file has no keys.</param>
/// <param name="Problem">What is wrong, without a full stop.</param>
/// <param name="Remedy">What the reader can do about it, without a full stop.</param>
public sealed record FileFault(long Line, string Key, string Problem, string Remedy)
{
    /// <summary>One sentence for the fault in <paramref name="file"/>.</summary>
    public string In(string file)
    {
        var place = Line > 0 ? $"{file}, line {Line}" : file;
        return Key.Length > 0 ? $"{place}, {Key}: {Problem}; {Remedy}." : $"{place}: {Problem}; {Remedy}.";
    }
}
