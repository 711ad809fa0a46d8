using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Headroom.Cli.Bench;
using Headroom.Cli.Billing;
using Headroom.Cli.Capacity;
using Headroom.Cli.Completion;
using Headroom.Cli.Configuration;
using Headroom.Cli.Curate;
using Headroom.Cli.Demo;
using Headroom.Cli.Exchange;
using Headroom.Cli.Federated;
using Headroom.Cli.Jobs;
using Headroom.Cli.Keeping;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Policies;
using Headroom.Cli.Pool;
using Headroom.Cli.Privacy;
using Headroom.Cli.Replay;
using Headroom.Cli.Runs;
using Headroom.Cli.Sealed;
using Headroom.Cli.Serving;
using Headroom.Cli.Sizing;
using Headroom.Cli.Specialising;
using Headroom.Cli.Submitting;
using Headroom.Cli.Verify;
using Headroom.Curation;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Traces;

namespace Headroom.Cli;

/// <summary>The tree of commands, and how a command's end becomes an exit code.</summary>
internal static class CommandLine
{
    private static readonly string[] Examples =
    [
        "headroom submit --gpus 1 -- python train.py", "headroom jobs", "headroom replay packing",
        "headroom replay queue", "headroom bench list",
    ];

    // Without response files: a path may well begin with '@'.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken interrupted)
    {
        var exitCode = RunGuarded(arguments, terminal, interrupted);
        return Flush(terminal, exitCode);
    }

    /// <summary>Parses without running: what the documentation shows must be what the program accepts.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<string> arguments) =>
        [.. Root(new Terminal(TextWriter.Null, TextWriter.Null)).Parse(arguments, Parser)
            .Errors.Select(error => error.Message)];

    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Headroom closes the gap between the AI compute that is asked for and the compute at hand.")
        {
            UpCommand.Create(terminal),
            SubmitCommand.Create(terminal),
            JobsCommand.Create(terminal),
            JobCommand.Create(terminal),
            WhyCommand.Create(terminal),
            LogsCommand.Create(terminal),
            ChangeCommands.Cancel(terminal),
            ChangeCommands.Hold(terminal),
            ChangeCommands.Release(terminal),
            RequeueCommand.Create(terminal),
            EtaCommand.Create(terminal),
            NodesCommand.Create(terminal),
            DrainCommands.Drain(terminal),
            DrainCommands.Undrain(terminal),
            QueuesCommand.Create(terminal),
            ClustersCommand.Create(terminal),
            TopCommand.Create(terminal),
            PolicyCommand.Create(terminal),
            WhatIfCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            BackupCommand.Create(terminal),
            RestoreCommand.Create(terminal),
            CheckCommand.Create(terminal),
            TokensCommand.Create(terminal),
            TenantsCommand.Create(terminal),
            UsageCommand.Create(terminal),
            InvoicesCommand.Create(terminal),
            BillingCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            GapCommand.Create(terminal),
            ForecastCommand.Create(terminal),
            ErasCommand.Create(terminal),
            SiteCommand.Create(terminal),
            AbateCommand.Create(terminal),
            SizeCommand.Create(terminal),
            TuneCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            CurateCommand.Create(terminal),
            ScanCommand.Create(terminal),
            MaskCommand.Create(terminal),
            UnmaskCommand.Create(terminal),
            RiskCommand.Create(terminal),
            SealCommand.Create(terminal),
            UnsealCommand.Create(terminal),
            GrantCommands.Grant(terminal),
            GrantCommands.Revoke(terminal),
            GrantCommands.Inspect(terminal),
            KeyCommand.Create(terminal),
            AuditCommand.Create(terminal),
            PrivacyCommand.Create(terminal),
            ProfileCommand.Create(terminal),
            OfferCommand.Create(terminal),
            ListingsCommand.Create(terminal),
            WithdrawCommand.Create(terminal),
            SealedCommand.Create(terminal),
            FederatedCommand.Create(terminal),
            MatchCommand.Create(terminal),
            AgreeCommand.Create(terminal),
            SettleCommand.Create(terminal),
            StatementCommand.Create(terminal),
            JournalCommand.Create(terminal),
            DemoCommand.Create(terminal),
            BenchCommand.Create(terminal),
            CompletionCommand.Create(terminal),
            SuperviseCommand.Create(),
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(terminal);
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(terminal, Examples);
        return root;
    }

    private static int RunGuarded(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken interrupted)
    {
        try
        {
            var parsed = Root(terminal).Parse(arguments, Parser);
            if (parsed.Action is ParseErrorAction) return ParseFault.Report(parsed, terminal);

            var configuration = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, interrupted).GetAwaiter().GetResult();
        }
        catch (CommandFailure failure)
        {
            return Fail(terminal, failure.Message, failure.ExitCode);
        }
        catch (TraceFormatException fault)
        {
            // A line for each fault.
            foreach (var line in fault.Message.Split('\n')) Fail(terminal, line, ExitCode.WrongUse);
            return ExitCode.WrongUse;
        }
        catch (ClusterException fault)
        {
            return Fail(terminal, fault.Message, ExitCode.WrongUse);
        }
        catch (CurationException fault)
        {
            return Fail(terminal, fault.Message.TrimEnd('.') + ".", ExitCode.WrongUse);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Fail(terminal, "interrupted; nothing was written.", ExitCode.Interrupted);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, $"{fault.Message.TrimEnd('.')}; nothing more was written.", ExitCode.Failed);
        }
        catch (OutOfMemoryException)
        {
            return Fail(terminal, "the memory is not enough; ask for fewer runs or fewer --threads.", ExitCode.Failed);
        }
        catch (Exception fault)
        {
            // Whatever comes here is ours to mend, and its user should not have to read a stack trace.
            var message = fault.Message.ReplaceLineEndings(" ").TrimEnd('.');
            return Fail(terminal, $"this is a fault in headroom ({fault.GetType().Name}: {message}); "
                + "please report it with the command line.", ExitCode.Failed);
        }
    }

    private static int Fail(Terminal terminal, string sentence, int exitCode)
    {
        terminal.Error.WriteLine($"headroom: {DisplayWidth.Printable(sentence)}");
        return exitCode;
    }

    private static int Flush(Terminal terminal, int exitCode)
    {
        try
        {
            terminal.Output.Flush();
        }
        catch (IOException fault)
        {
            exitCode = Fail(terminal, $"standard output cannot be written: {fault.Message}", ExitCode.Failed);
        }

        terminal.Error.Flush();
        return exitCode;
    }

    private sealed class VersionAction(Terminal terminal) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            terminal.Output.WriteLine($"headroom {ProductVersion.Text}");
            return ExitCode.Done;
        }
    }
}
