using Headroom.Cli.Outcome;

namespace Headroom.Cli.Sealed;

/// <summary>Where requests, answers and sealed files lie in the folder of an exchange.</summary>
internal sealed class ExchangePlaces(string folder)
{
    /// <summary>What the node shows of itself.</summary>
    public string Node => Path.Combine(folder, "node.json");

    /// <summary>What was released to this side's jobs and denied to them.</summary>
    public string Ledger => Path.Combine(folder, "node-audit.jsonl");

    /// <summary>Requests that wait, and those that were answered.</summary>
    public string Requests => Directory.CreateDirectory(Path.Combine(folder, "requests")).FullName;

    /// <summary>A sealed file, by its id.</summary>
    public string File(string id) => Path.Combine(folder, "sealed", $"{Plain(id)}.sealed");

    /// <summary>A request, by its id.</summary>
    public string Request(string id) => Path.Combine(Requests, $"{Plain(id)}.request.json");

    /// <summary>The answer to it.</summary>
    public string Answer(string id) => Path.Combine(Requests, $"{Plain(id)}.answer.json");

    // An id of an agreement may be any word of its parties.
    private static string Plain(string id) => id.Length > 0 && id.All(char.IsAsciiLetterOrDigit)
        ? id
        : throw new CommandFailure(ExitCode.Refused, $"'{id}' is no id of a file; 'headroom inspect' prints it.");
}
