namespace Headroom.Cli.Outcome;

/// <summary>A command cannot go on, and its user can mend it. The message is one sentence with the remedy.</summary>
internal sealed class CommandFailure(int exitCode, string sentence) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
