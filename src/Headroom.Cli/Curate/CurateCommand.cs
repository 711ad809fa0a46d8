using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate</c>: makes a corpus worth training on.</summary>
internal static class CurateCommand
{
    public static DocumentedCommand Create(Terminal terminal) => new(
        "curate",
        "Filter and deduplicate documents for training, and tell what that saves.",
        "headroom curate init --profile fineweb",
        "headroom curate run recipe.yaml --in crawl --out clean --keep-removed")
    {
        CurateInitCommand.Create(terminal),
        CurateRunCommand.Create(terminal),
        CurateLanguageCommand.Create(terminal),
        CurateTokensCommand.Create(terminal),
        CurateMixCommand.Create(terminal),
        CurateTrainLanguageCommand.Create(terminal),
        CurateTrainQualityCommand.Create(terminal),
        CurateWorthCommand.Create(terminal),
    };
}
