using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Headroom.Architecture.Tests.Code;

/// <summary>
/// Folders of a module form layers: none may, over any way, use a folder that uses it. A folder counts with those
/// inside it. The root is left out: it holds the words that every folder speaks and the doors that open onto them.
/// </summary>
internal static class NamespaceCycleRule
{
    /// <summary>
    /// One sentence for each use between two folders that is part of a cycle, with a pair of types to start from.
    /// </summary>
    public static IEnumerable<string> Faults(IReadOnlyList<TypeDefinition> types, string root)
    {
        var uses = types
            .SelectMany(type => Mentioned(type).Select(other =>
                (From: Folder(type, root), To: Folder(other, root), Type: type, Other: other)))
            .Where(use => use.From.Length > 0 && use.To.Length > 0 && use.From != use.To)
            .DistinctBy(use => (use.From, use.To))
            .ToArray();
        var targets = uses.ToLookup(use => use.From, use => use.To);
        return uses
            .Where(use => Reachable(use.To, targets).Contains(use.From))
            .Select(use => $"{use.From} uses {use.To}, which uses it in turn: "
                + $"{CompiledModule.NameOf(use.Type)} mentions {CompiledModule.NameOf(use.Other)}")
            .Order(StringComparer.Ordinal);
    }

    // The first name below the root; empty for the root itself.
    private static string Folder(TypeDefinition type, string root)
    {
        var name = CompiledModule.NamespaceOf(type);
        return name.StartsWith($"{root}.", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : "";
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(uses[start]);
        while (waiting.TryPop(out var next))
        {
            if (!reached.Add(next)) continue;
            foreach (var further in uses[next]) waiting.Push(further);
        }

        return reached;
    }

    private static IEnumerable<TypeDefinition> Mentioned(TypeDefinition type)
    {
        var references = new List<TypeReference?> { type.BaseType };
        references.AddRange(type.Interfaces.Select(contract => contract.InterfaceType));
        references.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            references.Add(method.ReturnType);
            references.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody) references.AddRange(method.Body.Instructions.SelectMany(Mentioned));
        }

        return references.SelectMany(Parts).OfType<TypeDefinition>().Where(other => other.Module == type.Module);
    }

    private static IEnumerable<TypeReference?> Mentioned(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
