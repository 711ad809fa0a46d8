using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Federation;

namespace Headroom.Cli.Federated;

/// <summary><c>headroom federated</c>: trains one model on data of several owners that never leaves them.</summary>
internal static class FederatedCommand
{
    public static Command Create(Terminal terminal) => new("federated", "Train one model on the data of several owners; it never leaves them.")
    {
        FederatedRunCommand.Create(terminal), JoinCommand.Create(terminal),
    };

    public static Option<string> Folder() => new("--dir")
    {
        Description = "Folder that all sides share",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>The terms in a folder, as they are signed.</summary>
    public static FederatedTerms TermsIn(string folder)
    {
        var path = RoundFolder.TermsIn(folder);
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.NotFound, $"{path}: there is no federated job here; 'headroom federated run' begins one.");
        if (new FileInfo(path).Length > FederatedTermsText.BytesMax) throw new CommandFailure(ExitCode.WrongUse, $"{path}: longer than terms are.");

        return PrivacyFailure.Told(() => FederatedTermsText.Read(File.ReadAllBytes(path), path));
    }
}
