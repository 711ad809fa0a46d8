using System.CommandLine;

namespace Headroom.Cli.Parsing;

/// <summary>
/// A command whose help ends with examples. Every example is a whole command line, and a test parses it.
/// </summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
