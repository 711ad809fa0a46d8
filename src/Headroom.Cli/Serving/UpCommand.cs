using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Server;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Serving;

/// <summary><c>headroom up</c>: a pool on this machine.</summary>
internal static class UpCommand
{
    public static Command Create(Terminal terminal)
    {
        var (data, store) = (PoolPlace.DataOption(), PoolPlace.StoreOption());
        var urls = new Option<string?>("--urls")
        {
            Description = "Addresses to listen on, separated by ';' [default: http://127.0.0.1:7433]",
            HelpName = "URLS",
        };
        var gpus = new Option<string?>("--gpus")
        {
            Description = "Accelerators of this machine, such as 4, A100:4 or A100:2,H100:2 [default: what the driver says]",
            HelpName = "GPUS",
        };
        var policy = new Option<string?>("--policy")
        {
            Description = "Queues and quotas of a new pool, in YAML; later 'policy apply' changes them [default: one queue]",
            HelpName = "FILE",
        };
        var clusters = new Option<string[]>("--cluster")
        {
            Description = "Run jobs on the Slurm or Kubernetes cluster of this file; may be repeated [default: here]",
            HelpName = "FILE",
        };
        var exchange = new Option<string?>("--exchange")
        {
            Description = "Folder of an exchange whose agreements jobs may name; they start under its terms alone [default: none]",
            HelpName = "DIR",
        };
        var regions = new Option<string?>("--regions")
        {
            Description = "What hours, carbon and sending cost in and between regions, and where data lies, in YAML",
            HelpName = "FILE",
        };
        var log = Choices.One("--log", "log format", "How the log is written", ("text", LogForm.Text), ("json", LogForm.Json));
        var (identity, traces) = (IdentityFlags(), new Option<string?>(Setting.Traces.Flag)
        {
            Description = "Collector of OpenTelemetry that traces are sent to, over HTTP [default: nowhere]",
            HelpName = "URL",
        });
        var command = new DocumentedCommand(
            "up",
            "Start the pool on this machine and serve it until it is interrupted. Jobs outlive it.",
            "headroom up",
            "headroom up --gpus A100:4 --policy policy.yaml",
            "headroom up --data pool --urls http://127.0.0.1:8080",
            "headroom up --cluster cluster.yaml --data /shared/headroom",
            "headroom up --cluster east.yaml --cluster west.yaml --regions regions.yaml",
            "headroom up --oidc-authority https://login.example.com --oidc-audience headroom --oidc-roles 'staff=member'",
            "headroom up --exchange exchange --cluster cluster.yaml",
            "headroom up --traces http://127.0.0.1:4318")
        {
            data, urls, gpus, policy, clusters, regions, store, log, exchange, traces, Settings.FileOption(),
        };
        foreach (var flag in identity) command.Add(flag);
        command.SetAction((parsed, interrupted) =>
        {
            var settings = Settings.Of(parsed, terminal);
            ChosenSetting Chosen(Setting setting) => settings[setting, parsed.GetValue<string?>(setting.Flag)];
            string? TextOf(Setting setting) => Chosen(setting).Text;
            return RunAsync(
                terminal,
                new UpOptions(PoolPlace.Of(parsed, settings), TextOf(Setting.Urls)!)
                {
                    Gpus = TextOf(Setting.Gpus),
                    Policy = TextOf(Setting.Policy),
                    Clusters = parsed.GetValue(clusters) ?? [],
                    Regions = parsed.GetValue(regions),
                    Log = log.In(parsed),
                    Exchange = TextOf(Setting.Exchange),
                    Identity = IdentitySettings.Of(Chosen),
                    TraceCollector = IdentitySettings.CollectorOf(Chosen(Setting.Traces)),
                    TokenFile = settings[Setting.TokenFile, flag: null].Text!,
                },
                interrupted);
        });
        return command;
    }

    private static Option<string?>[] IdentityFlags() =>
    [
        Flag(Setting.OidcAuthority, "URL", "Identity provider (OpenID Connect) whose tokens are good here too [default: none]"),
        Flag(Setting.OidcAudience, "NAME", "The audience that its tokens must be for"),
        Flag(Setting.OidcRoles, "ROLES", "Which of its groups have which role, such as 'ops=admin;staff=member'"),
        Flag(Setting.OidcRoleClaim, "CLAIM", "Claim with the groups, such as realm_access.roles [default: roles]"),
        Flag(Setting.OidcTenantClaim, "CLAIM", "Claim with the tenant [default: tenant]"),
        Flag(Setting.OidcNameClaim, "CLAIM", "Claim with the name in the audit [default: sub]"),
    ];

    private static Option<string?> Flag(Setting setting, string value, string description) =>
        new(setting.Flag) { Description = description, HelpName = value, Arity = ArgumentArity.ExactlyOne };

    private static async Task<int> RunAsync(Terminal terminal, UpOptions options, CancellationToken interrupted)
    {
        try
        {
            var machine = await ThisMachine.PoolAsync(
                options, warning => terminal.Error.WriteLine($"headroom: {warning}"), interrupted);
            await using var plane = await ControlPlane.StartAsync(machine, interrupted);
            Greet(terminal, machine, plane, options);
            await Task.WhenAny(plane.Ended, Task.Delay(Timeout.Infinite, interrupted));
            terminal.Error.WriteLine("headroom: stopping; jobs go on, and are found again by the next start.");
            return interrupted.IsCancellationRequested ? ExitCode.Done : ExitCode.Failed;
        }
        catch (StoreException fault)
        {
            throw new CommandFailure(ExitCode.Failed, fault.Message);
        }
    }

    private static void Greet(
        Terminal terminal, ControlPlaneOptions machine, ControlPlane plane, UpOptions options)
    {
        var gpus = machine.Fleet.Nodes.Sum(node => node.GpuCount);
        var names = machine.Engines.All.Select(engine => engine.Name).ToList();
        var place = names is [var only]
            ? options.Clusters.Count == 0 ? "this machine" : $"the cluster {only}"
            : $"the clusters {string.Join(", ", names)}";
        terminal.Output.WriteLine($"Headroom serves {gpus} GPUs of {place} at {string.Join(", ", plane.Addresses)}");
        if (plane.AdminToken is { } secret) TokenFile.Tell(terminal, secret, options.TokenFile);
        if (!plane.IsPolicyAsNamed) TellPolicy(terminal, plane.PolicyVersion, options.Policy!);
        var address = plane.Addresses.Contains(Setting.Server.Usual) ? "" : $"--server {plane.Addresses[0]} ";
        terminal.Output.WriteLine($"Try:  headroom submit {address}--wait -- echo hello");
        terminal.Output.Flush();
    }

    // A file that is ignored without a word would be taken for the policy that the pool goes by.
    private static void TellPolicy(Terminal terminal, long version, string file) => terminal.Output.WriteLine(
        $"The pool goes by version {version} of its policy, which is not {file}: see 'headroom policy diff {file}', "
        + $"and let it go by that one with 'headroom policy apply {file}'.");
}
