using System.Text.RegularExpressions;

namespace Headroom.Engines.Contract;

/// <summary>
/// Name of one attempt of a job, made by the control plane before any engine hears of it and never used twice. It is a
/// folder's name, a Slurm job's name and a Kubernetes object's name, so it is made of what all of them allow.
/// </summary>
public readonly partial record struct RunId : IComparable<RunId>
{
    /// <summary>
    /// Longest name: a Kubernetes label has 63 characters, of which a prefix and a pod's index take some.
    /// </summary>
    public const int LengthMax = 48;

    private readonly string? _text;

    private RunId(string text) => _text = text;

    /// <summary>The name itself.</summary>
    /// <exception cref="InvalidOperationException">The id was made without a name.</exception>
    public string Text => _text ?? throw new InvalidOperationException("A run id without a name was used.");

    /// <summary>Reads a name that is known to be good.</summary>
    /// <exception cref="ArgumentException">It is not: <see cref="Fault"/> says why.</exception>
    public static RunId Of(string text) =>
        Fault(text) is { } fault ? throw new ArgumentException(fault, nameof(text)) : new RunId(text);

    /// <summary>Reads a name from outside.</summary>
    public static bool TryParse(string? text, out RunId id)
    {
        id = Fault(text) is null ? new RunId(text!) : default;
        return id._text is not null;
    }

    /// <summary>What is wrong with a name, as one sentence with its remedy; null when it is a run id.</summary>
    public static string? Fault(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "The run id is empty; give one.";

        return text.Length <= LengthMax && Form().IsMatch(text)
            ? null
            : "The run id is no safe name; use up to 48 lower case letters, digits and '-', neither first nor last a '-'.";
    }

    /// <summary>Order of the names, character by character.</summary>
    public int CompareTo(RunId other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    // \z and not $: that one lets a line feed through.
    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
