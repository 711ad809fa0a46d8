using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Configuration;

/// <summary><c>headroom config</c>: what is set, and by what.</summary>
internal static class ConfigCommand
{
    private const string Secret = "(secret)";

    public static Command Create(Terminal terminal) => new("config", "What is set, and by what.")
    {
        Show(terminal),
    };

    private static DocumentedCommand Show(Terminal terminal)
    {
        var file = Settings.FileOption();
        var flags = Setting.All.Where(setting => setting != Setting.Output).Select(Flag).ToArray();
        var output = OutputSetting.Option(hasRows: true);
        var command = new DocumentedCommand(
            "show",
            "Show every setting with what it comes from: flags go before the environment, that before the file.",
            "headroom config show",
            "headroom config show --server http://pool:7433 --output json")
        {
            output, file,
        };
        foreach (var flag in flags) command.Add(flag);
        command.SetAction(parsed =>
        {
            var settings = Settings.Of(parsed, terminal);
            ChosenSetting[] chosen =
            [
                .. Setting.All.Select(setting => settings[setting, setting == Setting.Output
                    ? parsed.GetResult(output)?.Tokens[0].Value
                    : parsed.GetValue<string?>(setting.Flag)]),
            ];
            var format = OutputSetting.Of(parsed, output, settings, hasRows: true);
            Write(terminal, settings, chosen, format);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Flag(Setting setting) => new(setting.Flag)
    {
        Description = $"As other commands take it [default: {setting.UsualText}]",
        HelpName = "VALUE",
        Arity = ArgumentArity.ExactlyOne,
    };

    private static void Write(
        Terminal terminal, Settings settings, IReadOnlyList<ChosenSetting> chosen, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, chosen, WriteMembers);
            terminal.Output.WriteLine();
            return;
        }

        if (format == OutputFormat.Csv)
        {
            terminal.Output.WriteLine(CsvText.Line("key", "value", "source", "flag", "variable"));
            foreach (var (setting, _, source) in chosen)
            {
                var value = ValueOf(chosen.First(one => one.Setting == setting));
                terminal.Output.WriteLine(CsvText.Line(
                    setting.Key, value, NameOf(source), setting.Flag, setting.Variable));
            }

            return;
        }

        var table = new TextTable(
            TableColumn.Words("KEY"), TableColumn.Words("VALUE"), TableColumn.Words("SOURCE"), TableColumn.Words("VARIABLE"));
        foreach (var one in chosen)
            table.Add(one.Setting.Key, ValueOf(one) ?? $"({one.Setting.UsualText})", NameOf(one.Source), one.Setting.Variable);

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(DisplayWidth.Printable(
            $"File of settings: {settings.File}{(File.Exists(settings.File) ? "" : " (not there)")}"));
    }

    private static void WriteMembers(Utf8JsonWriter json, ChosenSetting one)
    {
        json.WriteString("key", one.Setting.Key);
        json.WriteString("value", ValueOf(one));
        json.WriteString("source", NameOf(one.Source));
        json.WriteString("flag", one.Setting.Flag);
        json.WriteString("variable", one.Setting.Variable);
    }

    // A connection string holds a password.
    private static string? ValueOf(ChosenSetting one) =>
        one.Setting == Setting.Store && one.Text is { } text && text.Contains('=', StringComparison.Ordinal)
            ? Secret
            : one.Text;

    private static string NameOf(SettingSource source) => source.ToString().ToLowerInvariant();
}
