using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Remote;

/// <summary>Where the server is: the option, else what is set, else this machine.</summary>
internal static class ServerAddress
{
    private static readonly string Usual = Setting.Server.Usual!;

    public static Uri Of(Uri? chosen, Settings settings)
    {
        if (chosen is not null) return chosen;

        var set = settings[Setting.Server, flag: null];
        return TryParse(set.Text!, out var address, out var fault)
            ? address
            : throw new CommandFailure(ExitCode.WrongUse, $"{set.Place} {fault}.");
    }

    /// <summary>Reads an address; the fault is to be read after the name of what holds it.</summary>
    public static bool TryParse(string text, out Uri address, out string fault)
    {
        fault = FaultOf(text);
        address = new Uri(fault.Length > 0 ? Usual : text);

        // Without the slash its last part would be replaced by what is asked for.
        if (!address.AbsolutePath.EndsWith('/')) address = new Uri($"{address.AbsoluteUri}/");
        return fault.Length == 0;
    }

    // What stands in an address is printed, logged and seen by everyone who may list processes.
    private static string FaultOf(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            return $"holds a name or a password; leave them out, and set {Token.Variable} instead";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return $"'{text}' is not the address of a server; write one such as {Usual}";

        return address.Query.Length > 0 || address.Fragment.Length > 0
            ? $"'{text}' has something behind its path; leave that out"
            : "";
    }
}
