import { fieldsOf } from './field.ts';

/** What was sold, line by line. */
export const LINE_FIELDS = fieldsOf('line', [
  [
    'id',
    'id',
    'Line id',
    'Identifies one line of the sale.',
    'line id|line item id|item selection id|lineitem id|order line id|order item id|line number|line no|position|positionsnummer|pos nr|ligne|linea|riga|regelnummer|radnummer|rad',
  ],
  [
    'title',
    'text',
    'Item',
    'Name of what was sold.',
    '商品名|品名|lineitem name|line item name|item|item name|product|product name|article|description|item description|product title|menu item|product description|title|product s|goods|service name|products|order lines product|' +
      'artikel|artikelname|artikelbezeichnung|produkt|produktname|bezeichnung|beschreibung|artikelbeschreibung|produit|nom du produit|designation|libelle|article vendu|nom de l article|producto|nombre del producto|articulo|descripcion|nombre producto|concepto|prodotto|nome prodotto|articolo|descrizione|nome articolo|product naam|productnaam|artikelnaam|omschrijving|produktnamn|artikelnamn|benamning|vara|beskrivning|produto|nome do produto|descricao|varenavn|vare|tuote|tuotenimi|nazwa produktu|nazev produktu|termek|termeknev',
  ],
  [
    'variant',
    'text',
    'Variant',
    'Size, colour, price point.',
    'variant|variant title|lineitem variant|variation|price point name|option|options|size|colour|color|variante|ausfuhrung|taille|talla|taglia|maat|storlek|variacao',
  ],
  [
    'sku',
    'id',
    'SKU',
    'Stock number or barcode.',
    '商品コード|商品番号|品番|sku|lineitem sku|item sku|product code|item code|stock code|stockcode|article number|article no|item number|item no|barcode|ean|gtin|upc|plu|product sku|part number|style number|order lines product barcode|artikelnummer|artikel nr|artikelnr|art nr|strichcode|reference produit|code article|ref article|code barre|code barres|referencia|codigo de producto|codigo de barras|codigo de articulo|codice prodotto|codice articolo|codice a barre|artikelcode|productcode|streepjescode|streckkod|codigo do produto|varenummer|varenr|stregkode|kod produktu|cikkszam|tuotekoodi',
  ],
  [
    'product_id',
    'id',
    'Product id',
    'Id of the product in the source.',
    'product id|item id|productid|lineitem product id|article id|master id|produkt id|id produit|id producto|id prodotto|id produto',
  ],
  [
    'variant_id',
    'id',
    'Variant id',
    'Id of the variant in the source.',
    'variant id|variation id|lineitem variant id|variantid',
  ],
  [
    'category',
    'text',
    'Category',
    'Group of goods.',
    'category|product category|item category|department|sales category|product type|menu group|category name|product group|warengruppe|kategorie|produktgruppe|artikelgruppe|categorie|rayon|famille|categoria|familia|reparto|productgroep|artikelgroep|kategori|varugrupp|produkttyp|varegruppe|tuoteryhma|kategoria|skupina|kategorie zbozi',
  ],
  [
    'vendor',
    'text',
    'Brand',
    'Brand or supplier.',
    'vendor|brand|manufacturer|supplier|lineitem vendor|marke|hersteller|lieferant|marque|fournisseur|marca|proveedor|fornitore|merk|leverancier|varumarke|leverantor|fornecedor|maerke|merke|producent|znacka',
  ],
  [
    'quantity',
    'number',
    'Quantity',
    'How many; negative = given back.',
    '数量|個数|lineitem quantity|quantity|qty|count|units|units sold|items sold|number of items|item quantity|number of units|order lines quantity|pieces|pcs|product uom qty|qty sold|number of cds|' +
      'menge|anzahl|stuck|stuckzahl|stk|quantite|qte|nombre d articles|cantidad|cant|unidades|uds|quantita|qta|pezzi|hoeveelheid|aantal|antal|kvantitet|quantidade|qtd|qtde|maengde|antall|maara|kpl|ilosc|szt|mnozstvi|pocet|mennyiseg|db',
  ],
  [
    'unit_price',
    'money',
    'Unit price',
    'Price of one before discounts.',
    '単価|販売単価|lineitem price|unit price|unit retail|retail price|price|item price|price each|price per unit|unitprice|selling price|list price|order lines unit price|unit cost price|einzelpreis|preis|stuckpreis|verkaufspreis|vk preis|prix unitaire|prix|prix de vente|pu|precio unitario|precio|precio de venta|prezzo unitario|prezzo|prezzo di vendita|stuksprijs|prijs|eenheidsprijs|verkoopprijs|styckpris|pris|a pris|forsaljningspris|preco unitario|preco|enhedspris|stykpris|enhetspris|hinta|yksikkohinta|cena|cena jednostkowa|egysegar|ar',
  ],
  [
    'gross',
    'money',
    'Gross sales (of the line)',
    'Quantity times price, before discounts.',
    'gross sales|gross price|gross amount|line gross|gross|bruttoumsatz|brutto|ventes brutes|montant brut|brut|ventas brutas|importe bruto|vendite lorde|lordo|bruto omzet|bruto verkoop|bruttoforsaljning|vendas brutas|bruttosalg|sprzedaz brutto',
  ],
  [
    'discount',
    'money',
    'Discount (of the line)',
    'Sum taken off the line.',
    'lineitem discount|discounts|discount|line discount|discnt|item discount|rabatt|rabatte|nachlass|remise|remises|reduction|descuento|descuentos|sconto|sconti|korting|kortingen|rabatter|desconto|descontos|rabat|alennus|sleva|kedvezmeny',
  ],
  [
    'tax',
    'money',
    'Tax (of the line)',
    'Tax on the line.',
    'tax|line tax|item tax|vat|gst|vat amount|tax value|mwst|ust|steuer|umsatzsteuer|tva|taxe|impuesto|iva|imposta|btw|moms|belasting|imposto|mva|alv|vat kwota|dph|afa',
  ],
  [
    'total',
    'money',
    'Total (of the line)',
    'What the line cost after discounts.',
    'net sales|net price|line total|extended amount|item total|net amount|line amount|extended price|row total|lineitem total|nettoumsatz|netto|positionssumme|gesamtpreis|zeilensumme|ventes nettes|montant net|total ligne|total ht|ventas netas|importe neto|total linea|vendite nette|netto riga|totale riga|netto omzet|netto verkoop|regeltotaal|nettoforsaljning|radsumma|vendas liquidas|total da linha|nettosalg|linjetotal|sprzedaz netto|wartosc',
  ],
]);
