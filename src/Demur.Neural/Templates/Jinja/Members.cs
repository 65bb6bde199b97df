namespace Demur.Neural.Templates.Jinja;

/// <summary>Members, items and slices of values.</summary>
internal static class Members
{
    /// <summary><c>value.name</c>: a method where there is one, else the item of that name.</summary>
    public static object? Attribute(object? target, string name, RenderState state)
    {
        if (target is Undefined undefined)
        {
            throw state.Error($"'{undefined.Name}' is undefined and has no '{name}'");
        }

        return target is MapValue { IsNamespace: true } space ? space.TryGet(name, out var held) ? held : new Undefined(name)
            : Methods.Find(target, name) is { } method ? method
            : target is MapValue map && map.TryGet(name, out var value) ? value
            : new Undefined(name);
    }

    /// <summary><c>value[index]</c>: an item, else the method of that name.</summary>
    public static object? Item(object? target, object? index, RenderState state)
    {
        switch (target, index)
        {
            case (Undefined undefined, _):
                throw state.Error($"'{undefined.Name}' is undefined and has no items");
            case (MapValue map, string key):
                return map.TryGet(key, out var value) ? value : (object?)Methods.Find(target, key) ?? new Undefined(key);
            case (ListValue list, long place):
                place += place < 0 ? list.Items.Count : 0;
                return place >= 0 && place < list.Items.Count ? list.Items[(int)place] : new Undefined("item");
            case (string text, long place):
                place += place < 0 ? text.Length : 0;
                return place >= 0 && place < text.Length ? text[(int)place].ToString() : new Undefined("item");
            case (_, string name):
                return Attribute(target, name, state);
            default:
                return new Undefined("item");
        }
    }

    public static object? Slice(object? target, object? start, object? stop, object? step, RenderState state)
    {
        var length = target switch
        {
            string text => text.Length,
            ListValue list => list.Items.Count,
            Undefined undefined => throw state.Error($"'{undefined.Name}' is undefined and has no slices"),
            _ => throw state.Error($"{Values.TypeName(target)} has no slices"),
        };
        var stride = Bound(step, 1, state);
        if (stride == 0)
        {
            throw state.Error("a slice's step is zero");
        }

        var places = Places(start, stop, stride, length, state);
        state.Budget.Charge(places.Count);
        return target is string source
            ? string.Create(places.Count, (source, places), static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from.source[from.places[i]];
                }
            })
            : new ListValue([.. places.Select(place => ((ListValue)target!).Items[place])], ((ListValue)target!).IsTuple);
    }

    private static List<int> Places(object? start, object? stop, long stride, int length, RenderState state)
    {
        long Clamp(object? bound, long fallback)
        {
            var value = Bound(bound, fallback, state);
            value += bound is not null && value < 0 ? length : 0;
            return Math.Clamp(value, stride > 0 ? 0 : -1, stride > 0 ? length : length - 1);
        }

        var (from, to) = (Clamp(start, stride > 0 ? 0 : length - 1), Clamp(stop, stride > 0 ? length : -1));
        if (stop is null && stride < 0)
        {
            to = -1;
        }

        var places = new List<int>();
        for (var at = from; stride > 0 ? at < to : at > to; at += stride)
        {
            places.Add((int)at);
        }

        return places;
    }

    private static long Bound(object? value, long fallback, RenderState state) => value switch
    {
        null or Undefined => fallback,
        long number => Math.Clamp(number, int.MinValue, int.MaxValue),
        _ => throw state.Error($"a slice's bound is {Values.TypeName(value)}; expected a whole number"),
    };
}
