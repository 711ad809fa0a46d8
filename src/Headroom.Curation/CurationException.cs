namespace Headroom.Curation;

/// <summary>
/// A run cannot begin or go on, and its user can mend it. The message is one sentence that names the file, what is
/// wrong and the remedy.
/// </summary>
public sealed class CurationException : Exception
{
    /// <summary>The refusal for one fault.</summary>
    /// <param name="file">Path as the caller gave it.</param>
    /// <param name="line">Line of the file, from 1; 0 when the fault is the file itself.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What the reader can do about it, without a full stop.</param>
    public CurationException(string file, int line, string problem, string remedy)
        : base(line > 0 ? $"{file}, line {line}: {problem}; {remedy}." : $"{file}: {problem}; {remedy}.")
    {
    }
}
