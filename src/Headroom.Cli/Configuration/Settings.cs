using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Traces.Settings;

namespace Headroom.Cli.Configuration;

/// <summary>What is set for one run of a command, and by what.</summary>
internal sealed class Settings
{
    /// <summary>Names the file of settings.</summary>
    public const string FileVariable = "HEADROOM_CONFIG";

    private const string FileFlag = "--config";

    private readonly Terminal _terminal;
    private readonly IReadOnlyDictionary<string, string> _written;

    private Settings(Terminal terminal, string file, IReadOnlyDictionary<string, string> written) =>
        (_terminal, File, _written) = (terminal, file, written);

    /// <summary>The file of settings, whether it is there or not.</summary>
    public string File { get; }

    /// <summary>The option that names the file of settings.</summary>
    public static Option<string?> FileOption() => new(FileFlag)
    {
        Description = $"File of settings [default: {FileVariable}, else ~/.config/headroom/config.yaml]",
        HelpName = "FILE",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>The settings for a command line of a command that has <see cref="FileOption"/>.</summary>
    /// <exception cref="CommandFailure">The file that was named is not there.</exception>
    /// <exception cref="Traces.TraceFormatException">The file has faults.</exception>
    public static Settings Of(ParseResult parsed, Terminal terminal) =>
        Of(parsed.GetValue<string?>(FileFlag), terminal);

    /// <summary>The same for a command whose <c>--config</c> is another file.</summary>
    /// <inheritdoc cref="Of(ParseResult, Terminal)" path="/exception"/>
    public static Settings WithoutOption(Terminal terminal) => Of(option: null, terminal);

    private static Settings Of(string? option, Terminal terminal)
    {
        var named = option
            ?? (terminal.Variable(FileVariable) is { Length: > 0 } variable ? variable : null);
        var file = named ?? Expanded(terminal, "~/.config/headroom/config.yaml");
        if (System.IO.File.Exists(file))
        {
            var keys = Setting.All.Select(setting => setting.Key);
            return new Settings(terminal, file, SettingsFile.Read(file, [.. keys]));
        }

        return named is null
            ? new Settings(terminal, file, new Dictionary<string, string>())
            : throw new CommandFailure(ExitCode.WrongUse, $"there is no file of settings {file}.");
    }

    /// <summary>What a setting is.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="flag">What its flag says; null where it is not given.</param>
    public ChosenSetting this[Setting setting, string? flag]
    {
        get
        {
            if (flag is not null) return new(setting, flag, SettingSource.Flag);
            if (_terminal.Variable(setting.Variable) is { Length: > 0 } variable)
                return new(setting, variable, SettingSource.Environment);

            if (_written.TryGetValue(setting.Key, out var written))
                return new(setting, setting.IsPath ? FromFile(written) : written, SettingSource.File);

            return new(
                setting, setting is { IsPath: true, Usual: { } usual } ? Expanded(_terminal, usual) : setting.Usual,
                SettingSource.Default);
        }
    }

    // A file speaks of places from where it lies.
    private string FromFile(string path) =>
        Path.GetFullPath(Expanded(_terminal, path), Path.GetDirectoryName(Path.GetFullPath(File))!);

    private static string Expanded(Terminal terminal, string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(terminal.Variable("HOME") is { Length: > 0 } home ? home : "/", path[2..])
        : path;
}

/// <summary>What a setting is, and by what.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Text">As it was written; null where it is found out.</param>
/// <param name="Source">What says so.</param>
internal sealed record ChosenSetting(Setting Setting, string? Text, SettingSource Source)
{
    /// <summary>What a fault is told of: the flag, the variable or the key.</summary>
    public string Place => Source switch
    {
        SettingSource.Environment => Setting.Variable,
        SettingSource.File => $"{Setting.Key} of the file of settings",
        _ => Setting.Flag,
    };
}

/// <summary>What a setting comes from.</summary>
internal enum SettingSource
{
    /// <summary>The command line.</summary>
    Flag,

    /// <summary>The environment.</summary>
    Environment,

    /// <summary>The file of settings.</summary>
    File,

    /// <summary>Nothing was said.</summary>
    Default,
}
