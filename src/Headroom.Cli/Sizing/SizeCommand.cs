using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Simulation.Chance;
using Headroom.Sizing.Advice;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.Memory;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Sizing;

/// <summary><c>headroom size</c>: a hundred billion parameters, or a million?</summary>
internal static class SizeCommand
{
    private const int VariantsMax = 1_000_000;
    private const int Samples = 400;
    private const int ChipsMax = 1 << 24;
    private const int SequenceMax = 10_000_000;
    private const int BatchMax = 65_536;
    private const double PueMost = 5;
    private const double TokensOfPrice = 1e6;
    private const double PriceMost = 1e6;

    public static Command Create(Terminal terminal)
    {
        var loss = Quantity.Of("--loss", "Loss to reach, in nats a token");
        var like = Quantity.Of("--like", "Or: as good as the compute-optimal model of so many parameters, such as 7B");
        var compute = Quantity.Of("--flop", "Or: the best that so many floating-point operations of training give");
        var own = Quantity.Of("--own-tokens", "Own tokens, without repetition [default: as many as needed]");
        var served = Quantity.Of("--served-tokens", "Tokens that will be served over the model's life [default: none]");
        var variants = Numbers.Whole("--variants", "Adapted models wanted [default: 1]", 1, VariantsMax);
        var chip = new Option<string?>("--chip")
        {
            Description = "Kind of chip, such as H100 [default: H100]",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var facts = Files.One("--facts", "Chips of your own; they come before those that ship");
        var points = Files.One(
            "--points", "Measured models: intervals come from fits of them [default: from published ones]");
        var worth = Quantity.Of(
            "--data-worth", "Tokens of ordinary web text that one of the training data is worth [default: 1]");
        var chips = Numbers.Whole("--chips", "Chips that train [default: the fewest that hold it]", 1, ChipsMax);
        var sequence = Numbers.Whole("--sequence", "Tokens in a sequence [default: 2048]", 1, SequenceMax);
        var batch = Numbers.Whole("--micro-batch", "Sequences that a chip works on at once [default: 1]", 1, BatchMax);
        var price = Numbers.Fraction("--price", "Price of a chip-hour, in any currency", 0, (0, PriceMost));
        var tokenPrice = Numbers.Fraction(
            "--token-price", "Price of a million served tokens of a rented model [default: not told]", 0, (0, PriceMost));
        var pue = Numbers.Fraction("--pue", "Power of the site over that of its chips [default: 1.3]", 1.3, (1, PueMost));
        var carbon = Numbers.Fraction("--carbon", "Kilograms of CO2 for a kilowatt-hour [default: not told]", 0, (0, 10));
        var province = new Option<string?>("--province")
        {
            Description = "Take CO2 from a province's grid, such as Gansu, instead of --carbon",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "size",
            "Say how large a model has to be, on how much data, and what training, adapting and serving it takes.",
            "headroom size --like 7B --own-tokens 20B --served-tokens 1T --chip H100",
            "headroom size --loss 2.2 --variants 50 --province Gansu --output json",
            "headroom size --like 70B --chips 512 --sequence 8192",
            "headroom size --flop 5.88e23 --points svg_extracted_data.csv",
            "headroom size --like 7B --served-tokens 1T --price 2.5 --token-price 0.2",
            "headroom size serve --requests requests.csv",
            "headroom size fit --points svg_extracted_data.csv")
        {
            loss, like, compute, own, worth, served, variants, chip, facts, chips, sequence, batch, points, price,
            tokenPrice, pue, carbon, province, output,
            SizeFitCommand.Create(terminal), SizeServeCommand.Create(terminal),
        };
        command.SetAction((parsed, interrupted) =>
        {
            var law = ScalingLaw.Besiroglu;
            var named = Chips.Find(parsed.GetValue(chip) ?? "H100", parsed.GetValue(facts));
            var target = new SizeTarget(parsed.GetValue(loss), parsed.GetValue(like), parsed.GetValue(compute));
            var request = new SizeRequest
            {
                Loss = LossOf(law, target),
                DataWorth = parsed.GetValue(worth) ?? 1,
                OwnTokens = parsed.GetValue(own) ?? 0,
                ServedTokens = parsed.GetValue(served) ?? 0,
                Variants = parsed.GetValue(variants) ?? 1,
                TokenPrice = tokenPrice.In(parsed) / TokensOfPrice,
            };
            if (request is { TokenPrice: > 0, ServedTokens: 0 })
            {
                throw new CommandFailure(
                    ExitCode.WrongUse, "--token-price is of tokens that are served; say how many with --served-tokens.");
            }

            var routes = SizeAdvice.Routes(law, request);
            var hardware = new Hardware(named.Teraflops, named.MemoryGb, named.PowerWatts);
            var (middle, laws) = Laws(parsed.GetValue(points), new RunPool(terminal, null, interrupted));
            var result = new SizeResult(request, routes, named, hardware)
            {
                Layouts = SizeLayouts.Of(
                    routes, hardware, parsed.GetValue(chips),
                    parameters => TrainedModel.Usual(
                        parameters, parsed.GetValue(sequence) ?? 2048, parsed.GetValue(batch) ?? 1)),
                Ranges = RouteInterval.Of(laws, target, request),
                Price = price.In(parsed),
                Pue = pue.In(parsed),
                Carbon = parsed.GetValue(province) is { } grid ? ShippedFacts.Emission(grid) : carbon.In(parsed),
                Intervals = Intervals(middle, laws, law.OperationsFor(request.Loss)!.Value),
            };
            SizeOutput.Write(terminal, result, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static double LossOf(ScalingLaw law, SizeTarget target)
    {
        if (new[] { target.Loss, target.Like, target.Operations }.Count(one => one is not null) != 1)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "say what the model should be as good as: one of --loss, --like and --flop.");
        }

        var loss = target.LossBy(law);
        return loss > law.Floor
            ? loss
            : throw new CommandFailure(ExitCode.WrongUse, string.Create(CultureInfo.InvariantCulture,
                $"a loss of {loss} nats a token cannot be reached: by the law no model is better than {law.Floor}; "
                + $"ask for more."));
    }

    // A law, and laws that are as far from it as points of measured models leave open.
    private static (ScalingLaw Middle, IReadOnlyList<ScalingLaw> All) Laws(string? path, RunPool pool)
    {
        if (path is null)
        {
            const double Range = 1L << 32;
            var chance = new Pcg32(seed: 1);
            double Uniform() => (chance.Next() + 0.5) / Range;
            return (
                ScalingLaw.Besiroglu,
                [.. Enumerable.Range(0, Samples).Select(_ => LawUncertainty.Draw(Uniform))]);
        }

        var points = Bootstrap.Points(path);
        var (law, _) = ScalingFit.Fit(points);
        return (law, Bootstrap.Laws(points, law, Samples, pool));
    }

    private static IReadOnlyList<SizeInterval> Intervals(
        ScalingLaw law, IReadOnlyList<ScalingLaw> laws, double operations) =>
    [
        SizeInterval.Of("parameters", law, laws, one => one.Optimum(operations).Parameters),
        SizeInterval.Of("tokens", law, laws, one => one.Optimum(operations).Tokens),
        SizeInterval.Of("tokensPerParameter", law, laws, one => one.Optimum(operations).Ratio),
    ];
}
